// SPDX-License-Identifier: Apache-2.0
// The tables in which HotSpot describes its own structures (gHotSpotVMStructs and its relatives).
#ifndef PORTHOLE_VMTABLES_H
#define PORTHOLE_VMTABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "elfsymbols.h"
#include "target.h"

struct vm_field {
    uint32_t type; // offsets into names
    uint32_t name;
    bool is_static;
    uint64_t place; // offset in the type, or address of a static one
};

struct vm_number {
    uint32_t name;
    uint64_t value; // of a constant, or size of a type
};

struct vm_tables {
    struct vm_field *fields;
    size_t field_count;
    struct vm_number *types;
    size_t type_count;
    struct vm_number *ints;
    size_t int_count;
    char *names; // every name, each ended by NUL
    size_t names_size;
    size_t names_capacity;
};

// Reads the tables of the libjvm whose symbols these are. Returns 0 or -errno; -ENOENT when it has
// none.
int vm_tables_load(struct vm_tables *tables, struct target *t, const struct elf_symbols *libjvm);

void vm_tables_free(struct vm_tables *tables);

// These return NULL for what the tables do not have.
const struct vm_field *vm_find_field(const struct vm_tables *tables, const char *type,
                                     const char *name);
const struct vm_number *vm_find_type(const struct vm_tables *tables, const char *name);
const struct vm_number *vm_find_int(const struct vm_tables *tables, const char *name);

#endif
