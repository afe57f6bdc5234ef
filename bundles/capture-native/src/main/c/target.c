// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

static int read_mem_file(const struct target *t, uint64_t addr, void *to, size_t n) {
    if (t->mem_fd < 0 || addr > INT64_MAX) {
        return -EPERM;
    }
    ssize_t got = pread(t->mem_fd, to, n, (off_t)addr);
    if (got < 0) {
        return -errno;
    }
    return (size_t)got == n ? 0 : -EFAULT;
}

static int read_process(void *context, uint64_t addr, void *to, size_t n) {
    const struct target *t = context;
    struct iovec local = {.iov_base = to, .iov_len = n};
    struct iovec remote = {.iov_base = (void *)(uintptr_t)addr, .iov_len = n};
    ssize_t got = process_vm_readv(t->pid, &local, 1, &remote, 1, 0);
    if (got < 0) {
        // Refused once a capability is dropped, or by a seccomp filter: the open file still works.
        return errno == EPERM || errno == ENOSYS ? read_mem_file(t, addr, to, n) : -errno;
    }
    return (size_t)got == n ? 0 : -EFAULT;
}

void target_init_reader(struct target *t, target_reader read, void *context) {
    memset(t, 0, sizeof *t);
    t->mem_fd = -1;
    t->read = read;
    t->context = context;
}

void target_init(struct target *t, pid_t pid) {
    target_init_reader(t, read_process, t);
    t->pid = pid;
    (void)target_open_mem(t);
}

int target_open_mem(struct target *t) {
    if (t->mem_fd >= 0) {
        return 0;
    }
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%d/mem", (int)t->pid);
    t->mem_fd = open(path, O_RDONLY | O_CLOEXEC);
    return t->mem_fd < 0 ? -errno : 0;
}

void target_forget(struct target *t) {
    for (size_t i = 0; i < TARGET_CACHE_SLOTS; i++) {
        free(t->pages[i]);
        t->pages[i] = NULL;
    }
}

void target_close(struct target *t) {
    target_forget(t);
    if (t->mem_fd >= 0) {
        (void)close(t->mem_fd);
        t->mem_fd = -1;
    }
}

int target_read_fresh(struct target *t, uint64_t addr, void *to, size_t n) {
    if (n == 0) {
        return 0;
    }
    if (addr == 0 || addr > UINT64_MAX - n) {
        return -EFAULT;
    }
    t->reads++;
    return t->read(t->context, addr, to, n);
}

// The page at a page's address, or NULL.
static const struct target_page *cached_page(struct target *t, uint64_t page, int *error) {
    struct target_page **slot = &t->pages[(page / TARGET_PAGE_SIZE) % TARGET_CACHE_SLOTS];
    if (*slot != NULL && (*slot)->addr == page) {
        return *slot;
    }
    if (*slot == NULL && (*slot = malloc(sizeof **slot)) == NULL) {
        *error = -ENOMEM;
        return NULL;
    }
    *error = target_read_fresh(t, page, (*slot)->bytes, TARGET_PAGE_SIZE);
    if (*error != 0) {
        free(*slot);
        *slot = NULL;
        return NULL;
    }
    (*slot)->addr = page;
    return *slot;
}

int target_read(struct target *t, uint64_t addr, void *to, size_t n) {
    uint8_t *out = to;
    if (addr > UINT64_MAX - n - TARGET_PAGE_SIZE) {
        return -EFAULT;
    }
    while (n > 0) {
        uint64_t page = addr & ~(uint64_t)(TARGET_PAGE_SIZE - 1);
        size_t offset = (size_t)(addr - page);
        size_t part = TARGET_PAGE_SIZE - offset < n ? TARGET_PAGE_SIZE - offset : n;
        int error = 0;
        const struct target_page *cached = cached_page(t, page, &error);
        if (cached == NULL) {
            return error;
        }
        memcpy(out, cached->bytes + offset, part);
        out += part;
        addr += part;
        n -= part;
    }
    return 0;
}

int target_read_u64(struct target *t, uint64_t addr, uint64_t *to) {
    return target_read(t, addr, to, sizeof *to);
}

int target_read_u32(struct target *t, uint64_t addr, uint32_t *to) {
    return target_read(t, addr, to, sizeof *to);
}

int target_read_u16(struct target *t, uint64_t addr, uint16_t *to) {
    return target_read(t, addr, to, sizeof *to);
}

int target_read_u8(struct target *t, uint64_t addr, uint8_t *to) {
    return target_read(t, addr, to, sizeof *to);
}

ssize_t target_read_some(struct target *t, uint64_t addr, void *to, size_t n) {
    uint8_t *out = to;
    size_t done = 0;
    while (done < n) {
        size_t left_in_page = TARGET_PAGE_SIZE - (size_t)((addr + done) % TARGET_PAGE_SIZE);
        size_t part = left_in_page < n - done ? left_in_page : n - done;
        int error = target_read(t, addr + done, out + done, part);
        if (error != 0) {
            return done > 0 ? (ssize_t)done : error;
        }
        done += part;
    }
    return (ssize_t)done;
}

ssize_t target_read_string(struct target *t, uint64_t addr, char *to, size_t capacity) {
    if (capacity == 0) {
        return -ENAMETOOLONG;
    }
    ssize_t got = target_read_some(t, addr, to, capacity);
    if (got < 0) {
        to[0] = '\0';
        return got;
    }
    const char *end = memchr(to, '\0', (size_t)got);
    if (end == NULL) {
        to[0] = '\0';
        return -ENAMETOOLONG;
    }
    return end - to;
}
