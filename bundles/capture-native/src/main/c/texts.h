// SPDX-License-Identifier: Apache-2.0
// The texts of an answer, each of them once.
#ifndef PORTHOLE_TEXTS_H
#define PORTHOLE_TEXTS_H

#include "frames.h"

struct texts {
    struct buffer bytes; // as they stand in the answer
    uint32_t count;
    uint32_t *slots;     // number + 1 of a text, by hash
    struct buffer own;   // as they were given, each ended by NUL
    uint32_t *starts;    // of each in own, by number
    uint32_t capacity;
};

// Returns 0 or -ENOMEM. Number 0 is the empty text.
int texts_init(struct texts *texts);
void texts_free(struct texts *texts);

// The number of a text; 0 when memory ran out.
uint32_t texts_number(struct texts *texts, const char *text);

#endif
