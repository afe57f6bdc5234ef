// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "capabilities.h"
#include "preflight.h"

// A debugger attaches to every thread; looking at a few is enough and cheap with thousands.
enum { TASKS_ASKED = 16 };

static void look_at_yama(struct surroundings *seen) {
    char text[32];
    seen->yama = proc_read(AT_FDCWD, "/proc/sys/kernel/yama/ptrace_scope", text, sizeof text) > 0;
    seen->yama_scope = seen->yama ? (int)strtol(text, NULL, 10) : 0;
}

static void look_at_program(struct surroundings *seen) {
    struct vfs_cap_data capability;
    struct statvfs mount;
    memset(&capability, 0, sizeof capability);
    ssize_t size = getxattr("/proc/self/exe", "security.capability", &capability, sizeof capability);
    seen->marked = size >= (ssize_t)XATTR_CAPS_SZ_1 &&
                   (capability.data[0].permitted & (uint32_t)CAPABILITY_SYS_PTRACE) != 0;
    seen->nosuid = statvfs("/proc/self/exe", &mount) == 0 && (mount.f_flag & ST_NOSUID) != 0;
}

static void look_at_namespace(const struct rights *rights, struct surroundings *seen) {
    struct stat own;
    struct stat other;
    seen->same_namespace = stat("/proc/self/ns/user", &own) != 0 ||
                           fstatat(rights->directory, "ns/user", &other, 0) != 0 ||
                           (own.st_ino == other.st_ino && own.st_dev == other.st_dev);
}

static void look_for_filter(struct surroundings *seen) {
    // No process has the number 0: unfiltered, this gives ESRCH.
    seen->may_ptrace = ptrace(PTRACE_INTERRUPT, 0, NULL, NULL) == 0 || errno == ESRCH;
    char from = 0;
    char to = 1;
    struct iovec local = {.iov_base = &to, .iov_len = 1};
    struct iovec remote = {.iov_base = &from, .iov_len = 1};
    seen->may_read = process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == 1;
}

static uint32_t tracer_of(int tasks, const char *task) {
    char name[300];
    struct process_status status;
    (void)snprintf(name, sizeof name, "%s/status", task);
    return proc_read_status(tasks, name, &status) == 0 ? status.tracer : 0;
}

static void look_for_tracer(const struct rights *rights, struct surroundings *seen) {
    int fd = openat(rights->directory, "task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *tasks = fd < 0 ? NULL : fdopendir(fd);
    if (tasks == NULL) {
        if (fd >= 0) {
            close(fd);
        }
        return;
    }
    int asked = 0;
    for (struct dirent *task; asked < TASKS_ASKED && (task = readdir(tasks)) != NULL;) {
        if (task->d_name[0] != '.') {
            uint32_t tracer = tracer_of(fd, task->d_name);
            if (tracer != 0 && tracer != (uint32_t)getpid()) {
                seen->tracer = tracer;
                break;
            }
            asked++;
        }
    }
    closedir(tasks);
    if (seen->tracer != 0) {
        char name[64];
        (void)snprintf(name, sizeof name, "/proc/%u/comm", seen->tracer);
        if (proc_read(AT_FDCWD, name, seen->tracer_name, sizeof seen->tracer_name) < 0) {
            seen->tracer_name[0] = '\0';
        }
        seen->tracer_name[strcspn(seen->tracer_name, "\n")] = '\0';
    }
}

static void look_at_parent(const struct rights *rights, struct surroundings *seen) {
    struct stat entry;
    seen->dumpable = true;
    seen->same_user = true;
    if (proc_read_status(rights->directory, "status", &seen->other) == 0) {
        seen->parent_uid = seen->other.uid[0];
        for (int i = 0; i < 4; i++) {
            seen->same_user = seen->same_user && seen->other.uid[i] == seen->own_uid;
        }
    }
    if (fstatat(rights->directory, "mem", &entry, 0) == 0) {
        seen->dumpable = entry.st_uid == seen->other.uid[1];
    }
    int memory = openat(rights->directory, "mem", O_RDONLY | O_CLOEXEC);
    seen->access = memory < 0 ? errno : 0;
    if (memory >= 0) {
        close(memory);
    }
}

void preflight_look(const struct rights *rights, struct surroundings *seen) {
    memset(seen, 0, sizeof *seen);
    seen->parent = (int)rights->parent;
    seen->own_uid = (uint32_t)getuid();
    seen->self = rights->before;
    look_at_yama(seen);
    look_at_program(seen);
    look_at_parent(rights, seen);
    look_at_namespace(rights, seen);
    look_for_filter(seen);
    look_for_tracer(rights, seen);
}
