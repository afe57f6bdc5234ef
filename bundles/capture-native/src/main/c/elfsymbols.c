// SPDX-License-Identifier: Apache-2.0
#include "elfsymbols.h"

#include <elf.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#define PHDRS_MAX 64u
#define DYNAMIC_MAX 256u
#define CHAIN_MAX 65536u
#define NAME_MAX_LENGTH 256u

static int check_header(const Elf64_Ehdr *header) {
    bool ours = memcmp(header->e_ident, ELFMAG, SELFMAG) == 0 &&
                header->e_ident[EI_CLASS] == ELFCLASS64 &&
                header->e_ident[EI_DATA] == ELFDATA2LSB && header->e_machine == EM_X86_64 &&
                header->e_phentsize == sizeof(Elf64_Phdr) && header->e_phnum <= PHDRS_MAX;
    return ours ? 0 : -ENOEXEC;
}

// glibc relocates the addresses of the dynamic section in memory, other loaders leave them.
static uint64_t relocated(const struct elf_symbols *elf, uint64_t value) {
    return value < elf->bias ? value + elf->bias : value;
}

static int read_dynamic(struct elf_symbols *elf, uint64_t at) {
    for (unsigned int i = 0; i < DYNAMIC_MAX; i++) {
        Elf64_Dyn entry;
        int error = target_read(elf->target, at + i * sizeof entry, &entry, sizeof entry);
        if (error != 0) {
            return error;
        }
        switch (entry.d_tag) {
        case DT_NULL:
            return elf->symtab != 0 && elf->strtab != 0 && (elf->gnu_hash != 0 || elf->hash != 0)
                       ? 0
                       : -ENOEXEC;
        case DT_SYMTAB:
            elf->symtab = relocated(elf, entry.d_un.d_ptr);
            break;
        case DT_STRTAB:
            elf->strtab = relocated(elf, entry.d_un.d_ptr);
            break;
        case DT_STRSZ:
            elf->strtab_size = entry.d_un.d_val;
            break;
        case DT_GNU_HASH:
            elf->gnu_hash = relocated(elf, entry.d_un.d_ptr);
            break;
        case DT_HASH:
            elf->hash = relocated(elf, entry.d_un.d_ptr);
            break;
        default:
            break;
        }
    }
    return -ENOEXEC;
}

int elf_open(struct elf_symbols *elf, struct target *t, uint64_t base) {
    Elf64_Ehdr header;
    uint64_t dynamic = 0;
    bool based = false;
    memset(elf, 0, sizeof *elf);
    elf->target = t;
    int error = target_read(t, base, &header, sizeof header);
    if (error == 0) {
        error = check_header(&header);
    }
    for (unsigned int i = 0; error == 0 && i < header.e_phnum; i++) {
        Elf64_Phdr segment;
        error = target_read(t, base + header.e_phoff + i * sizeof segment, &segment, sizeof segment);
        if (error == 0 && segment.p_type == PT_LOAD && !based) {
            elf->bias = base - segment.p_vaddr + segment.p_offset;
            based = true;
        }
        if (error == 0 && segment.p_type == PT_DYNAMIC) {
            dynamic = segment.p_vaddr;
        }
    }
    if (error != 0) {
        return error;
    }
    return based && dynamic != 0 ? read_dynamic(elf, elf->bias + dynamic) : -ENOEXEC;
}

// Returns 0 when the symbol of this index is the defined one of that name, else -ENOENT or -errno.
static int match(const struct elf_symbols *elf, uint32_t index, const char *name, uint64_t *addr) {
    Elf64_Sym symbol;
    char text[NAME_MAX_LENGTH];
    size_t n = strlen(name) + 1;
    int error =
        target_read(elf->target, elf->symtab + (uint64_t)index * sizeof symbol, &symbol,
                    sizeof symbol);
    if (error != 0) {
        return error;
    }
    if (n > sizeof text || elf->strtab_size < n || symbol.st_name > elf->strtab_size - n) {
        return -ENOENT;
    }
    error = target_read(elf->target, elf->strtab + symbol.st_name, text, n);
    if (error != 0) {
        return error;
    }
    if (memcmp(text, name, n) != 0 || symbol.st_shndx == SHN_UNDEF) {
        return -ENOENT;
    }
    *addr = elf->bias + symbol.st_value;
    return 0;
}

static uint32_t gnu_hash_of(const char *name) {
    uint32_t h = 5381;
    for (; *name != '\0'; name++) {
        h = h * 33 + (uint8_t)*name;
    }
    return h;
}

static int find_gnu(const struct elf_symbols *elf, const char *name, uint64_t *addr) {
    uint32_t head[4]; // buckets, first symbol, bloom words, bloom shift
    uint32_t index;
    int error = target_read(elf->target, elf->gnu_hash, head, sizeof head);
    if (error != 0 || head[0] == 0) {
        return error != 0 ? error : -ENOENT;
    }
    uint32_t hash = gnu_hash_of(name);
    uint64_t buckets = elf->gnu_hash + sizeof head + (uint64_t)head[2] * 8;
    uint64_t chains = buckets + (uint64_t)head[0] * 4;
    error = target_read_u32(elf->target, buckets + (uint64_t)(hash % head[0]) * 4, &index);
    for (unsigned int i = 0; error == 0 && i < CHAIN_MAX && index >= head[1]; i++, index++) {
        uint32_t chained;
        error = target_read_u32(elf->target, chains + (uint64_t)(index - head[1]) * 4, &chained);
        if (error == 0 && (chained | 1) == (hash | 1)) {
            int found = match(elf, index, name, addr);
            if (found != -ENOENT) {
                return found;
            }
        }
        if (error == 0 && (chained & 1) != 0) {
            break;
        }
    }
    return error != 0 ? error : -ENOENT;
}

static int find_all(const struct elf_symbols *elf, const char *name, uint64_t *addr) {
    uint32_t head[2]; // buckets, symbols
    int error = target_read(elf->target, elf->hash, head, sizeof head);
    for (uint32_t i = 1; error == 0 && i < head[1] && i < CHAIN_MAX; i++) {
        int found = match(elf, i, name, addr);
        if (found != -ENOENT) {
            return found;
        }
    }
    return error != 0 ? error : -ENOENT;
}

int elf_find(const struct elf_symbols *elf, const char *name, uint64_t *addr) {
    return elf->gnu_hash != 0 ? find_gnu(elf, name, addr) : find_all(elf, name, addr);
}
