// SPDX-License-Identifier: Apache-2.0
// The memory of the process that is looked at. Everything that comes out of it is foreign: callers
// check each value before they use it.
#ifndef PORTHOLE_TARGET_H
#define PORTHOLE_TARGET_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define TARGET_PAGE_SIZE 4096u
#define TARGET_CACHE_SLOTS 4096u

// Reads exactly n bytes at addr. Returns 0, or -errno when not all of them could be read.
typedef int (*target_reader)(void *context, uint64_t addr, void *to, size_t n);

struct target_page {
    uint64_t addr;
    uint8_t bytes[TARGET_PAGE_SIZE];
};

struct target {
    pid_t pid;
    int mem_fd; // of /proc/PID/mem, or -1
    target_reader read;
    void *context;
    uint64_t reads; // that left this process
    struct target_page *pages[TARGET_CACHE_SLOTS];
};

// Looks at a process. Opens /proc/PID/mem when that is allowed; never fails.
void target_init(struct target *t, pid_t pid);

// Looks at whatever the reader offers: the tests' memory.
void target_init_reader(struct target *t, target_reader read, void *context);

// Opens /proc/PID/mem, which stays readable when a capability is dropped. Returns 0 or -errno.
int target_open_mem(struct target *t);

void target_close(struct target *t);

// Forgets the pages read before.
void target_forget(struct target *t);

// All-or-nothing reads: 0 or -errno. target_read remembers pages and is meant for what hardly ever
// changes; target_read_fresh always asks the process.
int target_read(struct target *t, uint64_t addr, void *to, size_t n);
int target_read_fresh(struct target *t, uint64_t addr, void *to, size_t n);

int target_read_u64(struct target *t, uint64_t addr, uint64_t *to);
int target_read_u32(struct target *t, uint64_t addr, uint32_t *to);
int target_read_u16(struct target *t, uint64_t addr, uint16_t *to);
int target_read_u8(struct target *t, uint64_t addr, uint8_t *to);

// Reads a string that ends with NUL and stores it with its NUL. Returns its length, or -errno;
// -ENAMETOOLONG when it does not end within the capacity.
ssize_t target_read_string(struct target *t, uint64_t addr, char *to, size_t capacity);

// Reads what there is of n bytes, from addr on: at most a whole page may be missing at the end.
// Returns the number of bytes read or -errno.
ssize_t target_read_some(struct target *t, uint64_t addr, void *to, size_t n);

#endif
