// What the Swift module of the C library leaves out: epoll and the search for bytes.
#include <stddef.h>
#include <sys/epoll.h>

void *memmem(const void *haystack, size_t haystack_length, const void *needle, size_t needle_length);
