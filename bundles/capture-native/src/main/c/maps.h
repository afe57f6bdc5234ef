// SPDX-License-Identifier: Apache-2.0
// /proc/PID/maps.
#ifndef PORTHOLE_MAPS_H
#define PORTHOLE_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define MAPS_MAX 65536u

struct mapping {
    uint64_t start;
    uint64_t end; // exclusive
    uint64_t offset;
    uint64_t inode;
    uint32_t dev_major;
    uint32_t dev_minor;
    char perms[5]; // such as "r-xp"
    char *path;    // never NULL; "" for anonymous memory; may end with " (deleted)"
};

struct maps {
    struct mapping *items; // ordered by start, without overlaps
    size_t count;
};

// Reads the mappings of a process. Returns 0 or -errno.
int maps_load(struct maps *maps, pid_t pid);

// Parses the text of a maps file; lines that are not understood are left out. Returns 0, -ENOMEM, or
// -E2BIG for more than MAPS_MAX lines.
int maps_parse(struct maps *maps, const char *text, size_t length);

void maps_free(struct maps *maps);

// The mapping that holds an address, or NULL.
const struct mapping *maps_find(const struct maps *maps, uint64_t addr);

// The first mapping of the file that this one maps (same device, inode and path, adjoining ones
// only), or the mapping itself for anonymous memory.
const struct mapping *maps_module(const struct maps *maps, const struct mapping *mapping);

// The first mapping whose path ends with "/name" or "/name (deleted)", or NULL.
const struct mapping *maps_named(const struct maps *maps, const char *name);

#endif
