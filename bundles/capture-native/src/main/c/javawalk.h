// SPDX-License-Identifier: Apache-2.0
// Walks the frames of a copied stack: Java's own, and through a hook the C and C++ ones between.
#ifndef PORTHOLE_JAVAWALK_H
#define PORTHOLE_JAVAWALK_H

#include "codecache.h"
#include "method.h"
#include "regs.h"
#include "stackcopy.h"

#define WALK_FRAMES_MAX 16384u

// Steps from a C frame to its caller, as cfi_step does: 0 stepped, 1 that was the outermost one,
// negative when it cannot: NO_TABLE_ENTRY when there are no tables for where it is.
#define NO_TABLE_ENTRY (-3)
typedef int (*native_stepper)(void *context, const struct walk_memory *memory, struct regs *regs,
                              bool *exact);

struct anchor {
    uint64_t sp; // 0: there is no Java frame to find through it
    uint64_t pc; // 0: it lies right below sp
    uint64_t fp;
};

struct walked_frame {
    bool native;
    bool caller;     // native: pc is a return address
    int32_t bci;     // Java; -1 when not known
    uint64_t method; // Java: Method*
    uint64_t pc;     // native
};

struct walk_options {
    bool native;      // report C frames too
    bool from_anchor; // there are no registers; begin at the anchor
    struct anchor anchor;
    uint64_t cont_entry; // JavaThread::_cont_entry, or 0
};

// Why a walk is incomplete that more registers would not make complete.
extern const char walk_in_heap[];

struct walk {
    struct walked_frame *frames; // innermost first
    size_t count;
    size_t capacity;
    const char *incomplete; // why the walk ended too early, or NULL
};

struct walker {
    const struct jvm *jvm;
    struct methods *methods;
    native_stepper step; // or NULL
    const char *(*step_reason)(int result);
    void *step_context;
};

// Walks the stack. What was found until an error stays in the walk, whose memory the caller frees.
void walk_stack(const struct walker *walker, const struct stack_copy *stack,
                const struct walk_options *options, struct walk *walk);

// Returns 0 or -ENOMEM.
int walk_append(struct walk *walk, const struct walked_frame *frame);

void walk_free(struct walk *walk);

#endif
