// SPDX-License-Identifier: Apache-2.0
// Parses corrupted files of /proc: maps, status, stat.
#define _GNU_SOURCE
#include <fcntl.h>

#include "fuzz.h"
#include "maps.h"
#include "procfiles.h"

enum { CAPACITY = 65536 };

static struct fuzz fuzz;

static size_t corrupt(const char *name, char *text) {
    ssize_t length = proc_read(AT_FDCWD, name, text, CAPACITY);
    if (length < 0) {
        return 0;
    }
    size_t size = (size_t)length;
    if (fuzz.seed % 3 == 0) {
        size = (size_t)(fuzz_mix(fuzz.seed) % (size + 1));
    }
    fuzz_bytes(&fuzz, 0, (uint8_t *)text, size);
    text[size] = '\0';
    return size;
}

int main(int count, char **arguments) {
    static char text[CAPACITY];
    struct process_status status;
    uint64_t ticks;
    uint64_t found = 0;
    fuzz_start(&fuzz, count, arguments);
    while (fuzz_next(&fuzz)) {
        struct maps maps;
        size_t size = corrupt("/proc/self/maps", text);
        // In a block of its own size, so that reading past the end is noticed.
        char *copy = malloc(size + 1);
        if (copy != NULL) {
            memcpy(copy, text, size);
            if (maps_parse(&maps, copy, size) == 0) {
                for (size_t i = 0; i < maps.count; i++) {
                    const struct mapping *mapping = maps_find(&maps, maps.items[i].start);
                    found += mapping != NULL && maps_module(&maps, mapping) != NULL ? 1 : 0;
                }
                maps_free(&maps);
            }
            free(copy);
        }
        (void)corrupt("/proc/self/status", text);
        found += proc_parse_status(text, &status) == 0 ? 1 : 0;
        (void)corrupt("/proc/self/stat", text);
        found += proc_parse_start(text, &ticks) == 0 ? 1 : 0;
    }
    (void)printf("%llu found\n", (unsigned long long)found);
    fuzz_stop(&fuzz);
    return 0;
}
