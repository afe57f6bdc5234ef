// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "procfiles.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { STATUS_CAPACITY = 8192, START_FIELD = 22 };

ssize_t proc_read(int dir, const char *name, char *to, size_t capacity) {
    int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    size_t length = 0;
    ssize_t result = 0;
    while (length < capacity) {
        ssize_t n = read(fd, to + length, capacity - length);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            result = n < 0 ? -errno : 0;
            break;
        }
        length += (size_t)n;
    }
    close(fd);
    if (result == 0 && length == capacity) {
        result = -EFBIG;
    }
    if (result != 0) {
        return result;
    }
    to[length] = '\0';
    return (ssize_t)length;
}

// What follows "name:" at the beginning of a line, or NULL.
static const char *value_of(const char *text, const char *name) {
    size_t length = strlen(name);
    for (const char *line = text; line != NULL && *line != '\0';) {
        if (strncmp(line, name, length) == 0 && line[length] == ':') {
            return line + length + 1;
        }
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return NULL;
}

static void optional_number(const char *text, const char *name, uint32_t *to) {
    const char *value = value_of(text, name);
    *to = 0;
    if (value != NULL && sscanf(value, "%" SCNu32, to) != 1) {
        *to = 0;
    }
}

static bool capabilities(const char *text, const char *name, uint64_t *to) {
    const char *value = value_of(text, name);
    return value != NULL && sscanf(value, "%" SCNx64, to) == 1;
}

int proc_parse_status(const char *text, struct process_status *status) {
    memset(status, 0, sizeof *status);
    const char *uid = value_of(text, "Uid");
    if (uid == NULL || sscanf(uid, "%" SCNu32 " %" SCNu32 " %" SCNu32 " %" SCNu32, &status->uid[0],
                              &status->uid[1], &status->uid[2], &status->uid[3]) != 4) {
        return -EPROTO;
    }
    if (!capabilities(text, "CapPrm", &status->permitted) ||
        !capabilities(text, "CapEff", &status->effective) ||
        !capabilities(text, "CapBnd", &status->bounding)) {
        return -EPROTO;
    }
    optional_number(text, "NoNewPrivs", &status->no_new_privs);
    optional_number(text, "Seccomp", &status->seccomp);
    optional_number(text, "TracerPid", &status->tracer);
    return 0;
}

int proc_read_status(int dir, const char *name, struct process_status *status) {
    char text[STATUS_CAPACITY];
    ssize_t length = proc_read(dir, name, text, sizeof text);
    return length < 0 ? (int)length : proc_parse_status(text, status);
}

int proc_parse_start(const char *text, uint64_t *ticks) {
    // The second field is the program's name in parentheses, which may hold anything, ')' too.
    const char *field = strrchr(text, ')');
    for (int number = 2; field != NULL && number < START_FIELD; number++) {
        field = strchr(field + 1, ' ');
    }
    if (field == NULL || sscanf(field, "%" SCNu64, ticks) != 1) {
        return -EPROTO;
    }
    return 0;
}
