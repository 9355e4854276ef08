// The C interface of libpq; pkg-config says where its headers are.
#include <libpq-fe.h>
