#include <stdint.h>

/// How often this program has asked for memory.
uint64_t allocation_count(void);

/// What this thread has had of the processor, in nanoseconds: time that others take from it does not count.
uint64_t processor_nanoseconds(void);

/// From now on what is freed stays with the program, as in a server that has run for a while: pages that are had from
/// the system for the first time would be measured otherwise, a few for every hundred commands.
void keep_memory(void);
