// Passes the header of libargon2 (Debian: libargon2-dev) through to Swift.
#include <argon2.h>
