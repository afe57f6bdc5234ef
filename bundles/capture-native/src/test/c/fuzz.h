// SPDX-License-Identifier: Apache-2.0
// Corrupts what a target's memory holds, the same way for the same seed. A fuzz program runs its parser
// over such a view again and again, under the sanitizers: "fuzz_x SECONDS [SEED [PID]]". It prints
// the seed of each round's start every few thousand rounds, and that of the round that a sanitizer
// ends, so that it can be repeated.
#ifndef PORTHOLE_FUZZ_H
#define PORTHOLE_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

#include "target.h"

enum { FUZZ_PAGES = 16384, FUZZ_SHOWN_EVERY = 4096 };

struct fuzz_page {
    uint64_t address;
    int error;
    uint8_t bytes[TARGET_PAGE_SIZE];
};

// Pages are taken from the process the first time that they are asked for, and kept unharmed.
struct fuzz {
    uint64_t seed;  // of this round
    uint32_t every; // about one 8-byte word of this many is corrupted; 0 for none
    struct target source;
    struct fuzz_page *pages[FUZZ_PAGES];
    size_t page_count;
    uint64_t rounds;
    long seconds;
    time_t end;
};

static uint64_t fuzz_rounds_begun;
static uint64_t fuzz_seed_before; // with it as SEED, the round is the first

// splitmix64
static inline uint64_t fuzz_mix(uint64_t x) {
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static inline uint64_t fuzz_random(uint64_t *state) {
    *state += 1;
    return fuzz_mix(*state);
}

static inline uint64_t fuzz_corrupt(uint64_t word, uint64_t random) {
    const uint64_t odd[] = {0,          1,          UINT64_MAX,        INT64_MAX,
                            0x7fffffff, 0x80000000, 0xffffffff,        0xffff,
                            0x80,       0xff,       UINT64_MAX - 4095, UINT64_C(1) << 63};
    unsigned int at = (unsigned int)(random >> 8) % 64;
    switch (random % 8) {
    case 0:
        return odd[(random >> 16) % (sizeof odd / sizeof odd[0])];
    case 1:
        return word + (random >> 16) % 256 - 128;
    case 2:
        return fuzz_mix(random);
    case 3:
        return (word & ~(UINT64_C(0xff) << at / 8 * 8)) | (random >> 16 & 0xff) << at / 8 * 8;
    case 4:
        return word << 32 | word >> 32;
    case 5:
        return (word & ~UINT64_C(0xffffffff)) | odd[(random >> 16) % (sizeof odd / sizeof odd[0])];
    default:
        return word ^ UINT64_C(1) << at;
    }
}

static inline void fuzz_bytes(const struct fuzz *fuzz, uint64_t address, uint8_t *bytes, size_t n) {
    for (size_t i = 0; fuzz->every != 0 && i + 8 <= n; i += 8) {
        uint64_t random = fuzz_mix(fuzz->seed ^ (address + i) * UINT64_C(0x9e3779b97f4a7c15));
        if (random % fuzz->every == 0) {
            uint64_t word;
            memcpy(&word, bytes + i, sizeof word);
            word = fuzz_corrupt(word, fuzz_mix(random));
            memcpy(bytes + i, &word, sizeof word);
        }
    }
}

static inline struct fuzz_page *fuzz_page(struct fuzz *fuzz, uint64_t address) {
    size_t slot = (size_t)(fuzz_mix(address) % FUZZ_PAGES);
    while (fuzz->pages[slot] != NULL && fuzz->pages[slot]->address != address) {
        slot = (slot + 1) % FUZZ_PAGES;
    }
    if (fuzz->pages[slot] == NULL) {
        struct fuzz_page *page = calloc(1, sizeof *page);
        if (page == NULL || fuzz->page_count > FUZZ_PAGES / 2) {
            free(page);
            return NULL;
        }
        page->address = address;
        page->error =
            target_read_fresh(&fuzz->source, address, page->bytes, sizeof page->bytes);
        fuzz->pages[slot] = page;
        fuzz->page_count += page->error == 0 ? 1 : 0;
        if (page->error != 0) {
            // Corrupted addresses lead to any number of places where nothing is: not worth keeping.
            fuzz->pages[slot] = NULL;
            free(page);
            return NULL;
        }
    }
    return fuzz->pages[slot];
}

// A target_reader: the context is the fuzz.
static inline int fuzz_read(void *context, uint64_t addr, void *to, size_t n) {
    struct fuzz *fuzz = context;
    uint8_t *out = to;
    uint64_t at = addr;
    for (size_t left = n; left > 0;) {
        size_t offset = (size_t)(at % TARGET_PAGE_SIZE);
        size_t part = TARGET_PAGE_SIZE - offset < left ? TARGET_PAGE_SIZE - offset : left;
        const struct fuzz_page *page = fuzz_page(fuzz, at - offset);
        if (page == NULL) {
            return -14;
        }
        memcpy(out, page->bytes + offset, part);
        out += part;
        at += part;
        left -= part;
    }
    fuzz_bytes(fuzz, addr, to, n);
    return 0;
}

static inline void fuzz_died(void) {
    (void)printf("died in round %llu, seed %#llx\n", (unsigned long long)fuzz_rounds_begun,
                 (unsigned long long)fuzz_seed_before);
    (void)fflush(stdout);
}

static inline void fuzz_start(struct fuzz *fuzz, int count, char **arguments) {
    memset(fuzz, 0, sizeof *fuzz);
    fuzz->seconds = count > 1 ? strtol(arguments[1], NULL, 10) : 5;
    fuzz->seed = count > 2 ? strtoull(arguments[2], NULL, 0) : 1;
    fuzz->end = time(NULL) + fuzz->seconds;
    pid_t pid = count > 3 ? (pid_t)strtol(arguments[3], NULL, 10) : 0;
    target_init(&fuzz->source, pid);
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_set_death_callback(fuzz_died);
#endif
}

// Begins another round, with more or less corruption. False when the time is over.
static inline bool fuzz_next(struct fuzz *fuzz) {
    if (fuzz->rounds % FUZZ_SHOWN_EVERY == 0) {
        (void)printf("round %llu seed %#llx pages %zu\n", (unsigned long long)fuzz->rounds,
                     (unsigned long long)fuzz->seed, fuzz->page_count);
        (void)fflush(stdout);
    }
    fuzz->rounds++;
    fuzz_rounds_begun = fuzz->rounds;
    fuzz_seed_before = fuzz->seed;
    fuzz->seed = fuzz_mix(fuzz->seed);
    fuzz->every = 4U << fuzz->seed % 12;
    return time(NULL) < fuzz->end;
}

static inline void fuzz_stop(struct fuzz *fuzz) {
    (void)printf("%llu rounds\n", (unsigned long long)fuzz->rounds);
    for (size_t i = 0; i < FUZZ_PAGES; i++) {
        free(fuzz->pages[i]);
    }
    target_close(&fuzz->source);
}

#endif
