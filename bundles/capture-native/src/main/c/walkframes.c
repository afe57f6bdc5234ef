// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "javawalk.h"

int walk_append(struct walk *walk, const struct walked_frame *frame) {
    if (walk->count == walk->capacity) {
        size_t more = walk->capacity == 0 ? 32 : walk->capacity * 2;
        struct walked_frame *frames = realloc(walk->frames, more * sizeof *frames);
        if (frames == NULL) {
            return -ENOMEM;
        }
        walk->frames = frames;
        walk->capacity = more;
    }
    walk->frames[walk->count++] = *frame;
    return 0;
}

void walk_free(struct walk *walk) {
    free(walk->frames);
    memset(walk, 0, sizeof *walk);
}
