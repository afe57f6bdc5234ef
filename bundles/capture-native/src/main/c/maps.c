// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "maps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_MAX (32u << 20)

static int hex(const char **at, const char *end, uint64_t *value) {
    const char *p = *at;
    uint64_t v = 0;
    for (; p < end && p - *at < 17; p++) {
        unsigned int digit;
        if (*p >= '0' && *p <= '9') {
            digit = (unsigned int)(*p - '0');
        } else if (*p >= 'a' && *p <= 'f') {
            digit = (unsigned int)(*p - 'a') + 10;
        } else {
            break;
        }
        v = v << 4 | digit;
    }
    if (p == *at || p - *at > 16) {
        return -EINVAL;
    }
    *at = p;
    *value = v;
    return 0;
}

static int decimal(const char **at, const char *end, uint64_t *value) {
    const char *p = *at;
    uint64_t v = 0;
    for (; p < end && *p >= '0' && *p <= '9' && p - *at < 20; p++) {
        if (v > (UINT64_MAX - 9) / 10) {
            return -EINVAL;
        }
        v = v * 10 + (uint64_t)(*p - '0');
    }
    if (p == *at) {
        return -EINVAL;
    }
    *at = p;
    *value = v;
    return 0;
}

static int skip(const char **at, const char *end, char c) {
    if (*at >= end || **at != c) {
        return -EINVAL;
    }
    (*at)++;
    return 0;
}

// start-end perms offset major:minor inode path
static int parse_line(const char *at, const char *end, struct mapping *m) {
    uint64_t major, minor;
    memset(m, 0, sizeof *m);
    if (hex(&at, end, &m->start) || skip(&at, end, '-') || hex(&at, end, &m->end) ||
        skip(&at, end, ' ') || m->end <= m->start || end - at < 5) {
        return -EINVAL;
    }
    memcpy(m->perms, at, 4);
    at += 4;
    if (skip(&at, end, ' ') || hex(&at, end, &m->offset) || skip(&at, end, ' ') ||
        hex(&at, end, &major) || skip(&at, end, ':') || hex(&at, end, &minor) ||
        skip(&at, end, ' ') || decimal(&at, end, &m->inode) || major > UINT32_MAX ||
        minor > UINT32_MAX) {
        return -EINVAL;
    }
    m->dev_major = (uint32_t)major;
    m->dev_minor = (uint32_t)minor;
    while (at < end && *at == ' ') {
        at++;
    }
    m->path = strndup(at, (size_t)(end - at));
    return m->path == NULL ? -ENOMEM : 0;
}

static int append(struct maps *maps, size_t *capacity, const struct mapping *m) {
    if (maps->count == MAPS_MAX) {
        return -E2BIG;
    }
    if (maps->count == *capacity) {
        size_t more = *capacity == 0 ? 256 : *capacity * 2;
        struct mapping *items = realloc(maps->items, more * sizeof *items);
        if (items == NULL) {
            return -ENOMEM;
        }
        maps->items = items;
        *capacity = more;
    }
    maps->items[maps->count++] = *m;
    return 0;
}

int maps_parse(struct maps *maps, const char *text, size_t length) {
    size_t capacity = 0;
    const char *end = text + length;
    memset(maps, 0, sizeof *maps);
    for (const char *line = text; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *stop = newline == NULL ? end : newline;
        struct mapping m;
        int error = parse_line(line, stop, &m);
        bool ordered = maps->count == 0 || maps->items[maps->count - 1].end <= m.start;
        if (error == 0 && (!ordered || (error = append(maps, &capacity, &m)) != 0)) {
            free(m.path);
        }
        if (error == -ENOMEM || error == -E2BIG) {
            maps_free(maps);
            return error;
        }
        line = stop + 1;
    }
    return 0;
}

static int read_all(int fd, char **text, size_t *length) {
    size_t capacity = 1u << 17;
    size_t size = 0;
    char *bytes = malloc(capacity);
    while (bytes != NULL) {
        ssize_t got = read(fd, bytes + size, capacity - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            int error = -errno;
            free(bytes);
            return error;
        }
        if (got == 0 || size >= TEXT_MAX) {
            *text = bytes;
            *length = size;
            return 0;
        }
        size += (size_t)got;
        if (size == capacity) {
            char *more = realloc(bytes, capacity * 2);
            if (more == NULL) {
                free(bytes);
            }
            bytes = more;
            capacity *= 2;
        }
    }
    return -ENOMEM;
}

int maps_load(struct maps *maps, pid_t pid) {
    char path[64];
    char *text = NULL;
    size_t length = 0;
    memset(maps, 0, sizeof *maps);
    (void)snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return -errno;
    }
    int error = read_all(fd, &text, &length);
    (void)close(fd);
    if (error == 0) {
        error = maps_parse(maps, text, length);
        free(text);
    }
    return error;
}

void maps_free(struct maps *maps) {
    for (size_t i = 0; i < maps->count; i++) {
        free(maps->items[i].path);
    }
    free(maps->items);
    memset(maps, 0, sizeof *maps);
}

const struct mapping *maps_find(const struct maps *maps, uint64_t addr) {
    size_t low = 0;
    size_t high = maps->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct mapping *m = &maps->items[middle];
        if (addr < m->start) {
            high = middle;
        } else if (addr >= m->end) {
            low = middle + 1;
        } else {
            return m;
        }
    }
    return NULL;
}

const struct mapping *maps_module(const struct maps *maps, const struct mapping *mapping) {
    const struct mapping *first = mapping;
    if (mapping->path[0] != '/') {
        return mapping;
    }
    for (const struct mapping *m = mapping; m-- > maps->items;) {
        bool same = m->inode == mapping->inode && m->dev_major == mapping->dev_major &&
                    m->dev_minor == mapping->dev_minor && strcmp(m->path, mapping->path) == 0;
        if (same && m->offset <= first->offset) {
            first = m;
        }
        if (!same && (m->path[0] == '/' || mapping->start - m->start > (1u << 30))) {
            break;
        }
        if (first->offset == 0) {
            break;
        }
    }
    return first;
}

const struct mapping *maps_named(const struct maps *maps, const char *name) {
    size_t n = strlen(name);
    for (size_t i = 0; i < maps->count; i++) {
        const char *path = maps->items[i].path;
        const char *slash = strrchr(path, '/');
        if (path[0] == '/' && slash != NULL && strncmp(slash + 1, name, n) == 0 &&
            (slash[1 + n] == '\0' || strcmp(slash + 1 + n, " (deleted)") == 0)) {
            return &maps->items[i];
        }
    }
    return NULL;
}
