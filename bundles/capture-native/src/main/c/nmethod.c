// SPDX-License-Identifier: Apache-2.0
#include "nmethod.h"

#include <errno.h>
#include <string.h>

#define METADATA_MAX 65536u
#define IMMUTABLE_MAX (256u << 20)

// Reads an int of the nmethod that is an offset in something of this size.
static int read_offset(const struct jvm *jvm, const struct nmethod *nm, uint64_t field,
                       uint64_t size, uint64_t *offset) {
    uint32_t value;
    int error = target_read_u32(jvm->target, nm->blob.addr + field, &value);
    *offset = value;
    return error != 0 ? error : value <= size ? 0 : -EINVAL;
}

// 17 and 21: everything lies in the blob.
static int load_inside(const struct jvm *jvm, struct nmethod *nm) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t blob = nm->blob.addr;
    uint64_t pcs, pcs_end, metadata;
    int error = target_read_u64(jvm->target, blob + l->nm_scopes_data_begin, &nm->scopes_begin);
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_scopes_pcs_offset, nm->blob.size, &pcs);
    }
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_dependencies_offset, nm->blob.size, &pcs_end);
    }
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_metadata_offset, nm->blob.size, &metadata);
    }
    if (error != 0) {
        return error;
    }
    nm->pcs_begin = blob + pcs;
    nm->pcs_end = blob + pcs_end;
    nm->scopes_end = nm->pcs_begin;
    nm->metadata = blob + metadata;
    return nm->scopes_begin >= blob ? 0 : -EINVAL;
}

// 23 and 24: the data behind the code, at an offset of 16 bits in it. 25: outside of the code cache,
// behind the relocations.
static int load_metadata(const struct jvm *jvm, struct nmethod *nm) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t blob = nm->blob.addr;
    uint64_t start, data;
    uint32_t relocations;
    uint16_t offset;
    int error;
    if (l->blob_mutable_data != ABSENT && l->blob_relocation_size != ABSENT) {
        error = target_read_u64(jvm->target, blob + l->blob_mutable_data, &start);
        error = error != 0 ? error
                           : target_read_u32(jvm->target, blob + l->blob_relocation_size,
                                             &relocations);
        if (error == 0) {
            nm->metadata = start + relocations;
        }
        return error != 0 ? error : relocations < IMMUTABLE_MAX ? 0 : -EINVAL;
    }
    if (l->nm_metadata_offset == ABSENT) {
        return -ENOTSUP;
    }
    error = read_offset(jvm, nm, l->blob_data_offset, nm->blob.size, &data);
    error = error != 0 ? error
                       : target_read_u16(jvm->target, blob + l->nm_metadata_offset, &offset);
    if (error == 0) {
        nm->metadata = blob + data + offset;
    }
    return error != 0 ? error : data + offset <= nm->blob.size ? 0 : -EINVAL;
}

// 23 and later: what never changes is outside of the code cache.
static int load_outside(const struct jvm *jvm, struct nmethod *nm) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t blob = nm->blob.addr;
    uint64_t fixed, size, pcs, scopes;
    int error = target_read_u64(jvm->target, blob + l->nm_immutable_data, &fixed);
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_immutable_size, IMMUTABLE_MAX, &size);
    }
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_scopes_pcs_offset, size, &pcs);
    }
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_scopes_data_offset, size, &scopes);
    }
    if (error == 0) {
        error = load_metadata(jvm, nm);
    }
    if (error != 0) {
        return error;
    }
    nm->pcs_begin = fixed + pcs;
    nm->pcs_end = fixed + scopes;
    nm->scopes_begin = fixed + scopes;
    nm->scopes_end = fixed + size;
    return 0;
}

static int load_handler(const struct jvm *jvm, const struct nmethod *nm, uint64_t pointer,
                        uint64_t offset, uint64_t *handler) {
    uint32_t value;
    *handler = 0;
    if (pointer != ABSENT) {
        return target_read_u64(jvm->target, nm->blob.addr + pointer, handler);
    }
    if (offset == ABSENT) {
        return 0;
    }
    int error = target_read_u32(jvm->target, nm->blob.addr + offset, &value);
    *handler = (int32_t)value > 0 ? nm->blob.addr + value : 0;
    return error;
}

int nmethod_load(const struct jvm *jvm, const struct code_blob *blob, struct nmethod *nm) {
    const struct vm_layout *l = &jvm->layout;
    memset(nm, 0, sizeof *nm);
    nm->blob = *blob;
    int error = target_read_u64(jvm->target, blob->addr + l->nm_method, &nm->method);
    if (error == 0) {
        error = l->nm_immutable_data == ABSENT ? load_inside(jvm, nm) : load_outside(jvm, nm);
    }
    if (error == 0) {
        error =
            load_handler(jvm, nm, l->nm_deopt_begin, l->nm_deopt_offset, &nm->deopt_handler);
    }
    if (error == 0) {
        error = load_handler(jvm, nm, l->nm_deopt_mh_begin, l->nm_deopt_mh_offset,
                             &nm->deopt_mh_handler);
    }
    if (error == 0) {
        error = read_offset(jvm, nm, l->nm_orig_pc_offset, UINT32_MAX, &nm->orig_pc_offset);
    }
    bool ordered = nm->pcs_begin <= nm->pcs_end && nm->scopes_begin <= nm->scopes_end;
    return error != 0 ? error : ordered ? 0 : -EINVAL;
}

static int read_pcdesc(const struct jvm *jvm, const struct nmethod *nm, uint64_t index,
                       int64_t *pc_offset, uint32_t *scope) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t at = nm->pcs_begin + index * l->pcdesc_size;
    uint32_t pc;
    int error = target_read_u32(jvm->target, at + l->pcdesc_pc, &pc);
    if (error == 0) {
        error = target_read_u32(jvm->target, at + l->pcdesc_scope, scope);
    }
    *pc_offset = (int32_t)pc;
    return error;
}

int nmethod_scope_at(const struct jvm *jvm, const struct nmethod *nm, uint64_t pc, bool exact,
                     uint32_t *scope) {
    uint64_t count = (nm->pcs_end - nm->pcs_begin) / jvm->layout.pcdesc_size;
    int64_t wanted = (int64_t)(pc - nm->blob.code_begin);
    uint64_t low = 0, high = count;
    int64_t found = INT64_MIN;
    uint32_t at = 0;
    while (low < high) { // ends with low: the first one at or after the address
        uint64_t middle = low + (high - low) / 2;
        int error = read_pcdesc(jvm, nm, middle, &found, &at);
        if (error != 0) {
            return error;
        }
        if (found < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == count) {
        return -ENOENT;
    }
    int error = read_pcdesc(jvm, nm, low, &found, &at);
    if (error != 0) {
        return error;
    }
    if ((exact && found != wanted) || at == 0) {
        return -ENOENT;
    }
    *scope = at;
    return 0;
}

int unsigned5(struct target *t, uint8_t base, uint64_t *at, uint64_t end, uint32_t *value) {
    uint32_t sum = 0;
    for (unsigned int i = 0; i < 5; i++) {
        uint8_t byte;
        if (*at >= end) {
            return -EINVAL;
        }
        int error = target_read_u8(t, *at, &byte);
        if (error != 0) {
            return error;
        }
        if (byte < base) {
            return -EINVAL;
        }
        (*at)++;
        sum += (uint32_t)(byte - base) << (6 * i);
        if (byte < 192) { // a digit that ends the number
            break;
        }
    }
    *value = sum;
    return 0;
}

int nmethod_scope(const struct jvm *jvm, const struct nmethod *nm, uint32_t at,
                  struct scope *scope) {
    uint64_t next = nm->scopes_begin + at;
    uint32_t method, bci;
    uint8_t base = jvm->layout.unsigned5_base;
    int error = unsigned5(jvm->target, base, &next, nm->scopes_end, &scope->sender);
    if (error == 0) {
        error = unsigned5(jvm->target, base, &next, nm->scopes_end, &method);
    }
    if (error == 0) {
        error = unsigned5(jvm->target, base, &next, nm->scopes_end, &bci);
    }
    if (error != 0) {
        return error;
    }
    if (method == 0 || method > METADATA_MAX) {
        return -EINVAL;
    }
    scope->bci = (int32_t)bci - 1;
    return target_read_u64(jvm->target, nm->metadata + (uint64_t)(method - 1) * 8, &scope->method);
}
