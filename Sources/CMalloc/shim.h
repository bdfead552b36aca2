// The one setting of the C library's memory that is made, where there is such a setting.
#ifndef CASELOG_CMALLOC_H
#define CASELOG_CMALLOC_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// Pieces from so many bytes on are the system's own, and go back to it as soon as they are free. Tells whether that is set.
static inline int caselog_malloc_apart(int size) {
#ifdef __GLIBC__
    return mallopt(M_MMAP_THRESHOLD, size);
#else
    (void)size;
    return 0;
#endif
}

#endif
