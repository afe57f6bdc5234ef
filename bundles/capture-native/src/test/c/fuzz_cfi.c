// SPDX-License-Identifier: Apache-2.0
// Unwinds this program from random places, by corrupted unwind tables of its own modules and a
// corrupted stack.
#define _GNU_SOURCE
#include <unistd.h>

#include "cfi.h"
#include "fuzz.h"

enum { STACK = 4096, MAX_FRAMES = 200 };

static struct fuzz fuzz;
static uint64_t results[16];

// Most words of it look like return addresses or addresses of the stack.
static void make_stack(const struct maps *maps, struct stack_copy *stack, uint64_t *state) {
    for (size_t i = 0; i < stack->size; i += 8) {
        const struct mapping *any = &maps->items[fuzz_random(state) % maps->count];
        uint64_t word = any->start + fuzz_random(state) % (any->end - any->start);
        if (fuzz_random(state) % 3 == 0) {
            word = stack->base + fuzz_random(state) % stack->size;
        }
        memcpy(stack->bytes + i, &word, sizeof word);
    }
}

static uint64_t code_address(const struct maps *maps, uint64_t *state) {
    for (;;) {
        const struct mapping *any = &maps->items[fuzz_random(state) % maps->count];
        if (any->perms[2] == 'x') {
            return any->start + fuzz_random(state) % (any->end - any->start);
        }
    }
}

static void walk(struct cfi *cfi, const struct maps *maps, struct walk_memory *memory,
                 uint64_t *state) {
    struct regs regs = {.known = REGS_ALL};
    bool exact = true;
    for (size_t i = 0; i < DWARF_COUNT; i++) {
        regs.r[i] = memory->stack->base + fuzz_random(state) % memory->stack->size;
    }
    regs.r[DWARF_RSP] = memory->stack->base + 128;
    regs.r[DWARF_RIP] = code_address(maps, state);
    int result = CFI_OK;
    for (int i = 0; i < MAX_FRAMES && result == CFI_OK; i++) {
        result = cfi_step(cfi, memory, &regs, &exact);
        results[result - CFI_NO_PROGRESS]++;
    }
}

int main(int count, char **arguments) {
    static uint8_t bytes[STACK];
    struct target target;
    struct maps maps;
    fuzz_start(&fuzz, count, arguments);
    fuzz.source.pid = fuzz.source.pid == 0 ? getpid() : fuzz.source.pid;
    if (maps_load(&maps, fuzz.source.pid) != 0) {
        return 2;
    }
    struct stack_copy stack = {.base = UINT64_C(0x7ffd00000000), .size = STACK, .bytes = bytes};
    target_init_reader(&target, fuzz_read, &fuzz);
    while (fuzz_next(&fuzz)) {
        uint64_t state = fuzz.seed;
        struct walk_memory memory = {.target = &target, .stack = &stack};
        struct cfi *cfi = cfi_new(&target, &maps);
        make_stack(&maps, &stack, &state);
        for (int i = 0; cfi != NULL && i < 20; i++) {
            walk(cfi, &maps, &memory, &state);
        }
        cfi_free(cfi);
        target_forget(&target);
    }
    for (int i = CFI_NO_PROGRESS; i <= CFI_END; i++) {
        (void)printf("%llu x %s\n", (unsigned long long)results[i - CFI_NO_PROGRESS],
                     cfi_reason(i));
    }
    maps_free(&maps);
    target_close(&target);
    fuzz_stop(&fuzz);
    return 0;
}
