// SPDX-License-Identifier: Apache-2.0
// Java methods: names, source files, lines. What was found out about a method is remembered.
#ifndef PORTHOLE_METHOD_H
#define PORTHOLE_METHOD_H

#include "jvm.h"

#define METHODS_MAX 65536u

struct method {
    uint64_t addr;
    bool valid; // it looked like a method in every respect that was checked
    bool native;
    char *class_name; // binary name with dots
    char *name;
    char *source; // "" when not known
    uint64_t code;
    uint32_t code_size;
    uint64_t lines; // the compressed line table; 0 when there is none
    uint64_t end;   // of the ConstMethod
};

struct methods {
    const struct jvm *jvm;
    struct method **slots;
    size_t capacity;
    size_t count;
};

// Returns 0 or -ENOMEM.
int methods_init(struct methods *methods, const struct jvm *jvm);
void methods_free(struct methods *methods);

// What is known about the Method at an address; NULL when nothing valid is there.
const struct method *method_at(struct methods *methods, uint64_t addr);

// The bytecode index that an address within the bytecodes stands for, or -1.
int32_t method_bci(const struct method *method, uint64_t bcp);

// The line of a bytecode index: -2 for a native method, 0 when not known.
int32_t method_line(const struct methods *methods, const struct method *method, int32_t bci);

#endif
