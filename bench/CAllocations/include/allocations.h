#include <stdint.h>

/// How often this program has asked for memory.
uint64_t allocation_count(void);

/// What this thread has had of the processor, in nanoseconds: time that others take from it does not count.
uint64_t processor_nanoseconds(void);
