// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "rights.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "capabilities.h"

enum { FILE_CAPACITY = 4096 };

bool rights_elevated(void) {
    return getauxval(AT_SECURE) != 0;
}

// Everything about the parent that can be seen without the right to look at it.
static int check_owner(const struct rights *rights) {
    struct process_status status;
    struct stat directory;
    if (getppid() != rights->parent) {
        return -ESRCH;
    }
    int result = proc_read_status(rights->directory, "status", &status);
    if (result != 0) {
        return result == -ENOENT ? -ESRCH : result;
    }
    uid_t own = getuid();
    for (int i = 0; i < 4; i++) {
        if (status.uid[i] != own) {
            return -EPERM;
        }
    }
    // Belongs to root while the process is not dumpable, so that only root may look into it.
    if (fstatat(rights->directory, "mem", &directory, 0) != 0) {
        return errno == ENOENT ? -ESRCH : -errno;
    }
    return directory.st_uid == own ? 0 : -EPERM;
}

static bool alive(const struct rights *rights) {
    struct pollfd ended = {.fd = rights->pidfd, .events = POLLIN};
    return rights->pidfd < 0 || poll(&ended, 1, 0) == 0;
}

static int open_parent(struct rights *rights) {
    char name[32];
    (void)snprintf(name, sizeof name, "/proc/%d", (int)rights->parent);
    rights->directory = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (rights->directory < 0) {
        return errno == ENOENT ? -ESRCH : -errno;
    }
    rights->pidfd = (int)syscall(SYS_pidfd_open, rights->parent, 0);
    if (rights->pidfd < 0 && errno != ENOSYS) {
        return -errno;
    }
    return 0;
}

int rights_begin(struct rights *rights) {
    memset(rights, 0, sizeof *rights);
    rights->directory = -1;
    rights->pidfd = -1;
    rights->vector = -1;
    rights->parent = getppid();
    if (rights->parent <= 1) {
        return -ESRCH; // started by init, or the one that started it is gone
    }
    int result = proc_read_status(AT_FDCWD, "/proc/self/status", &rights->before);
    if (result == 0) {
        rights->capable = (rights->before.permitted & CAPABILITY_SYS_PTRACE) != 0;
        result = open_parent(rights);
    }
    struct process_status other;
    if (result == 0 && proc_read_status(rights->directory, "status", &other) == 0) {
        rights->parents = other.permitted;
    }
    return result == 0 ? check_owner(rights) : result;
}

static void close_one(int *fd) {
    if (*fd >= 0) {
        close(*fd);
    }
    *fd = -1;
}

void rights_end(struct rights *rights) {
    close_one(&rights->vector);
    close_one(&rights->directory);
    close_one(&rights->pidfd);
}

// FNV-1a; it only has to differ, not to withstand anybody: the kernel chooses the addresses.
static uint64_t digest(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (uint8_t)bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static int identify(const struct rights *rights, struct identity *identity) {
    char text[FILE_CAPACITY];
    struct stat executable;
    ssize_t length = proc_read(rights->directory, "stat", text, sizeof text);
    int result = length < 0 ? (int)length : proc_parse_start(text, &identity->start);
    if (result != 0) {
        return result;
    }
    if (fstatat(rights->directory, "exe", &executable, 0) != 0) {
        return -errno;
    }
    identity->device = executable.st_dev;
    identity->inode = executable.st_ino;
    length = proc_read(rights->directory, "auxv", text, sizeof text);
    if (length <= 0) {
        return length < 0 ? (int)length : -ESRCH; // a process that ends has none
    }
    identity->placement = digest(text, (size_t)length);
    return 0;
}

static int try_to_look(struct rights *rights) {
    int result = identify(rights, &rights->identity);
    if (result != 0) {
        return result;
    }
    // Opening it asks the kernel the same question as attaching does.
    int memory = openat(rights->directory, "mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0) {
        return -errno;
    }
    close(memory);
    close_one(&rights->vector);
    rights->vector = openat(rights->directory, "auxv", O_RDONLY | O_CLOEXEC);
    return rights->vector < 0 ? -errno : 0;
}

int rights_enable(struct rights *rights) {
    int result = check_owner(rights);
    if (result != 0) {
        return result;
    }
    result = try_to_look(rights);
    if ((result == -EACCES || result == -EPERM) && rights->capable) {
        result = capabilities_set(CAPABILITY_SYS_PTRACE, CAPABILITY_SYS_PTRACE);
        if (result != 0) {
            return result;
        }
        rights->raised = true;
        result = try_to_look(rights);
    }
    if (result != 0) {
        return result == -ENOENT || result == -ESRCH ? -ESRCH : result;
    }
    return rights_check(rights);
}

// For when a dropped capability was what allowed to look: a file of /proc that was opened before goes
// on to tell about the memory of then, which is gone once another program is executed.
static int check_vector(const struct rights *rights) {
    char text[FILE_CAPACITY];
    ssize_t length = pread(rights->vector, text, sizeof text, 0);
    if (length < 0) {
        return -errno;
    }
    bool same = length > 0 && digest(text, (size_t)length) == rights->identity.placement;
    return same ? 0 : -ESTALE;
}

int rights_check(const struct rights *rights) {
    struct identity now;
    if (!alive(rights)) {
        return -ESRCH;
    }
    int result = check_owner(rights);
    if (result != 0) {
        return result == -EPERM ? -ESTALE : result;
    }
    result = identify(rights, &now);
    if ((result == -EACCES || result == -EPERM) && !rights->capable && rights->vector >= 0) {
        return check_vector(rights);
    }
    if (result != 0) {
        return result == -ENOENT ? -ESRCH : result;
    }
    bool same = now.start == rights->identity.start && now.device == rights->identity.device &&
                now.inode == rights->identity.inode &&
                now.placement == rights->identity.placement;
    return same ? 0 : -ESTALE;
}

int rights_drop(struct rights *rights) {
    rights->raised = false;
    if (getuid() == 0) {
        return 0;
    }
    rights->capable = false;
    return capabilities_set(0, 0);
}
