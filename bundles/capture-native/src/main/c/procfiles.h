// SPDX-License-Identifier: Apache-2.0
// What /proc tells about a process: its status file and its start time.
#ifndef PORTHOLE_PROCFILES_H
#define PORTHOLE_PROCFILES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process_status {
    uint32_t uid[4]; // real, effective, saved, file system
    uint32_t no_new_privs;
    uint32_t seccomp;     // 0 off, 1 strict, 2 filter
    uint32_t tracer;      // process id, or 0
    uint64_t permitted;   // capabilities, by number
    uint64_t effective;
    uint64_t bounding;
};

// Reads a small file as a string. Names are relative to dir (AT_FDCWD for none). Returns its length, or
// -errno; -EFBIG when it does not fit with its NUL.
ssize_t proc_read(int dir, const char *name, char *to, size_t capacity);

// Returns 0, or -EPROTO when the owner or the capabilities are not told.
int proc_parse_status(const char *text, struct process_status *status);
int proc_read_status(int dir, const char *name, struct process_status *status);

// The start time, in ticks since boot, of /proc/PID/stat. Returns 0 or -EPROTO.
int proc_parse_start(const char *text, uint64_t *ticks);

#endif
