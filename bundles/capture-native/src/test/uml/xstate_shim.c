// SPDX-License-Identifier: Apache-2.0
// User Mode Linux 6.1 sets its processes' vector registers in fewer bytes than processors with AMX
// have, which the host's kernel refuses. Preloaded, this fills up what is missing.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WHOLE = 65536, HEADER = 512, COMMON_STATES = 0x2ff };

static char whole[WHOLE] __attribute__((aligned(64)));

static long set_state(pid_t pid, void *kind, const struct iovec *part) {
    struct iovec all = {.iov_base = whole, .iov_len = sizeof whole};
    long result = syscall(SYS_ptrace, PTRACE_GETREGSET, pid, kind, &all);
    if (result != 0) {
        return result;
    }
    if (part->iov_len < all.iov_len) {
        memcpy(whole, part->iov_base, part->iov_len);
        unsigned long states;
        memcpy(&states, whole + HEADER, sizeof states);
        states &= COMMON_STATES;
        memcpy(whole + HEADER, &states, sizeof states);
        return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, kind, &all);
    }
    return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, kind, part);
}

long ptrace(enum __ptrace_request request, ...) {
    va_list more;
    va_start(more, request);
    pid_t pid = va_arg(more, pid_t);
    void *address = va_arg(more, void *);
    void *data = va_arg(more, void *);
    va_end(more);
    if (request == PTRACE_SETREGSET && (long)address == NT_X86_XSTATE) {
        return set_state(pid, address, data);
    }
    if (request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER) {
        long word = 0;
        long result = syscall(SYS_ptrace, request, pid, address, &word);
        errno = result == 0 ? 0 : errno;
        return result == 0 ? word : -1;
    }
    return syscall(SYS_ptrace, request, pid, address, data);
}
