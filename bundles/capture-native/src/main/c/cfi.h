// SPDX-License-Identifier: Apache-2.0
// Walks C and C++ frames by the unwind tables (.eh_frame) of the modules that the target has mapped,
// read from its memory. Knows nothing about Java frames. Not for several threads at once.
#ifndef PORTHOLE_CFI_H
#define PORTHOLE_CFI_H

#include <stdbool.h>

#include "maps.h"
#include "regs.h"
#include "stackcopy.h"
#include "target.h"

enum cfi_result {
    CFI_OK = 0,
    CFI_END = 1,               // this was the outermost frame
    CFI_NO_MODULE = -1,        // the pc is in no mapped ELF module
    CFI_NO_TABLE = -2,         // the module has no table to search in
    CFI_NO_ENTRY = -3,         // the table has nothing for this pc
    CFI_BAD_TABLE = -4,        // the table is malformed or uses what is not supported
    CFI_UNREADABLE = -5,       // the table or a saved register could not be read
    CFI_UNKNOWN_REGISTER = -6, // the rules need a register that is not known
    CFI_NO_PROGRESS = -7       // the caller's frame would not be further out
};

struct cfi;

// Null without memory. Keeps both pointers; the caller frees them, after this one.
struct cfi *cfi_new(struct target *target, const struct maps *maps);
void cfi_free(struct cfi *cfi);

// Replaces the registers of a frame by those of its caller. exact says that pc is the next
// instruction to execute (the innermost frame, or one that a signal interrupted) rather than a
// return address; afterwards it says so of the caller's pc. Needs rip and rsp, and most frames
// rbp. Unless it gives CFI_OK both are left as they were.
int cfi_step(struct cfi *cfi, const struct walk_memory *memory, struct regs *regs, bool *exact);

// How far from its own addresses the module that holds pc is loaded. Returns CFI_OK or
// CFI_NO_MODULE.
int cfi_bias(struct cfi *cfi, uint64_t pc, uint64_t *bias);

// For the operator; never null.
const char *cfi_reason(int result);

#endif
