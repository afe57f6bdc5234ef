// SPDX-License-Identifier: Apache-2.0
// The dynamic symbols of a module, read from the target's memory, so that a file that was replaced
// on disk does not matter.
#ifndef PORTHOLE_ELFSYMBOLS_H
#define PORTHOLE_ELFSYMBOLS_H

#include <stdint.h>

#include "target.h"

struct elf_symbols {
    struct target *target;
    uint64_t bias; // what is added to the file's addresses
    uint64_t symtab;
    uint64_t strtab;
    uint64_t strtab_size;
    uint64_t gnu_hash; // or 0
    uint64_t hash;     // or 0
};

// Reads the headers of the module whose ELF header lies at base. Returns 0 or -errno; -ENOEXEC when
// it is not a 64-bit little-endian x86-64 ELF module with dynamic symbols.
int elf_open(struct elf_symbols *elf, struct target *t, uint64_t base);

// Finds a defined symbol's address. Returns 0, -ENOENT or -errno.
int elf_find(const struct elf_symbols *elf, const char *name, uint64_t *addr);

#endif
