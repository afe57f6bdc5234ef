// SPDX-License-Identifier: Apache-2.0
#include "texts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS_MAX (1u << 20)

int texts_init(struct texts *texts) {
    memset(texts, 0, sizeof *texts);
    texts->capacity = 4096;
    texts->slots = calloc(texts->capacity, sizeof *texts->slots);
    texts->starts = calloc(texts->capacity, sizeof *texts->starts);
    if (texts->slots == NULL || texts->starts == NULL) {
        texts_free(texts);
        return -ENOMEM;
    }
    (void)texts_number(texts, "");
    return 0;
}

void texts_free(struct texts *texts) {
    buffer_free(&texts->own);
    free(texts->starts);
    free(texts->slots);
    buffer_free(&texts->bytes);
    memset(texts, 0, sizeof *texts);
}

static const char *text_at(const struct texts *texts, uint32_t number) {
    return (const char *)texts->own.bytes + texts->starts[number];
}

static uint32_t slot_of(const struct texts *texts, const char *text) {
    uint32_t hash = 2166136261u;
    for (const char *c = text; *c != '\0'; c++) {
        hash = (hash ^ (uint8_t)*c) * 16777619u;
    }
    uint32_t i = hash % texts->capacity;
    while (texts->slots[i] != 0 && strcmp(text_at(texts, texts->slots[i] - 1), text) != 0) {
        i = (i + 1) % texts->capacity;
    }
    return i;
}

static int grow(struct texts *texts) {
    if (texts->count * 2 < texts->capacity) {
        return 0;
    }
    uint32_t capacity = texts->capacity * 2;
    uint32_t *slots = calloc(capacity, sizeof *slots);
    uint32_t *starts = realloc(texts->starts, capacity * sizeof *starts);
    if (starts != NULL) {
        texts->starts = starts;
    }
    if (slots == NULL || starts == NULL) {
        free(slots);
        return -ENOMEM;
    }
    free(texts->slots);
    texts->slots = slots;
    texts->capacity = capacity;
    for (uint32_t i = 0; i < texts->count; i++) {
        texts->slots[slot_of(texts, text_at(texts, i))] = i + 1;
    }
    return 0;
}

uint32_t texts_number(struct texts *texts, const char *text) {
    uint32_t slot = slot_of(texts, text);
    if (texts->slots[slot] != 0) {
        return texts->slots[slot] - 1;
    }
    if (texts->count >= TEXTS_MAX || grow(texts) != 0) {
        return 0;
    }
    uint32_t number = texts->count;
    texts->starts[number] = (uint32_t)texts->own.size;
    put_bytes(&texts->own, text, strlen(text) + 1);
    if (texts->own.failed) {
        return 0;
    }
    texts->count++;
    texts->slots[slot_of(texts, text)] = number + 1;
    put_text(&texts->bytes, text, strlen(text));
    return number;
}
