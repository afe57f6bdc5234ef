// SPDX-License-Identifier: Apache-2.0
// Frames that generated code has not finished setting up, or has begun to take down: found from the
// instructions around the pc, and checked by what a return address must look like.
#ifndef PORTHOLE_TOPFRAME_H
#define PORTHOLE_TOPFRAME_H

#include "codecache.h"
#include "stackcopy.h"

// True when the instruction before pc is a call.
bool follows_call(struct target *t, uint64_t pc);

// True when pc may be where a call made by Java code returns to. Where it called a stub, compiled
// code has no debug information.
bool plausible_return(const struct jvm *jvm, uint64_t pc, bool from_stub);

// Replaces the registers of the innermost frame, in compiled code, by those of its caller. Returns
// 0, or -errno when no caller can be found.
int top_compiled_caller(const struct jvm *jvm, const struct walk_memory *memory,
                        const struct code_blob *blob, struct regs *regs);

// The same for a stub, by the return address of a call that leads to this very piece of code.
int top_caller_by_call(const struct jvm *jvm, const struct walk_memory *memory,
                       const struct code_blob *blob, struct regs *regs);

// The same, by looks only, for stubs that keep frames as they like, and for the interpreter between two frames.
int top_stub_caller(const struct jvm *jvm, const struct walk_memory *memory, struct regs *regs);

#endif
