// SPDX-License-Identifier: Apache-2.0
#include "vmtables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_MAX 8192u
#define NAME_MAX_LENGTH 256u
#define STRIDE_MAX 256u

// Where the values of one table's entries lie.
struct shape {
    uint64_t start;
    uint64_t stride;
    uint64_t at[5];
};

// Reads the pointer and the numbers behind the exported symbols of these names.
static int read_shape(struct target *t, const struct elf_symbols *libjvm, const char *const names[],
                      unsigned int count, struct shape *shape) {
    uint64_t values[7];
    for (unsigned int i = 0; i < count; i++) {
        uint64_t addr;
        int error = elf_find(libjvm, names[i], &addr);
        if (error == 0) {
            error = target_read_u64(t, addr, &values[i]);
        }
        if (error != 0) {
            return error;
        }
        if (i > 0 && values[i] > STRIDE_MAX) {
            return -EINVAL;
        }
        if (i > 1) {
            shape->at[i - 2] = values[i];
        }
    }
    shape->start = values[0];
    shape->stride = values[1];
    for (unsigned int i = 0; i + 2 < count; i++) {
        if (shape->at[i] + sizeof(uint64_t) > shape->stride) {
            return -EINVAL;
        }
    }
    return shape->stride == 0 ? -EINVAL : 0;
}

static uint64_t value_at(const uint8_t *entry, uint64_t offset) {
    uint64_t value;
    memcpy(&value, entry + offset, sizeof value);
    return value;
}

// Stores the name at an address of the target. Returns 0 or -errno.
static int store_name(struct vm_tables *tables, struct target *t, uint64_t addr, uint32_t *where) {
    char text[NAME_MAX_LENGTH];
    ssize_t length = addr == 0 ? 0 : target_read_string(t, addr, text, sizeof text);
    if (length < 0) {
        return (int)length;
    }
    text[length] = '\0';
    size_t n = (size_t)length + 1;
    if (tables->names_capacity - tables->names_size < n) {
        size_t more = tables->names_capacity * 2 + (1u << 16);
        char *names = realloc(tables->names, more);
        if (names == NULL) {
            return -ENOMEM;
        }
        tables->names = names;
        tables->names_capacity = more;
    }
    memcpy(tables->names + tables->names_size, text, n);
    *where = (uint32_t)tables->names_size;
    tables->names_size += n;
    return 0;
}

static int grow(void **items, size_t count, size_t size) {
    if (count >= ENTRIES_MAX) {
        return -E2BIG;
    }
    if (count % 512 != 0) {
        return 0;
    }
    void *more = realloc(*items, (count + 512) * size);
    if (more == NULL) {
        return -ENOMEM;
    }
    *items = more;
    return 0;
}

static int load_fields(struct vm_tables *tables, struct target *t,
                       const struct elf_symbols *libjvm) {
    static const char *const names[] = {
        "gHotSpotVMStructs",
        "gHotSpotVMStructEntryArrayStride",
        "gHotSpotVMStructEntryTypeNameOffset",
        "gHotSpotVMStructEntryFieldNameOffset",
        "gHotSpotVMStructEntryIsStaticOffset",
        "gHotSpotVMStructEntryOffsetOffset",
        "gHotSpotVMStructEntryAddressOffset",
    };
    struct shape shape;
    int error = read_shape(t, libjvm, names, 7, &shape);
    for (uint64_t at = shape.start; error == 0; at += shape.stride) {
        uint8_t entry[STRIDE_MAX];
        error = target_read(t, at, entry, (size_t)shape.stride);
        if (error != 0 || value_at(entry, shape.at[0]) == 0) {
            break;
        }
        error = grow((void **)&tables->fields, tables->field_count, sizeof *tables->fields);
        if (error != 0) {
            break;
        }
        struct vm_field *field = &tables->fields[tables->field_count];
        field->is_static = (uint32_t)value_at(entry, shape.at[2]) != 0;
        field->place = value_at(entry, shape.at[field->is_static ? 4 : 3]);
        error = store_name(tables, t, value_at(entry, shape.at[0]), &field->type);
        if (error == 0) {
            error = store_name(tables, t, value_at(entry, shape.at[1]), &field->name);
        }
        tables->field_count += error == 0;
    }
    return error;
}

static int load_numbers(struct vm_tables *tables, struct target *t,
                        const struct elf_symbols *libjvm, const char *const names[4],
                        bool narrow, struct vm_number **items, size_t *count) {
    struct shape shape;
    int error = read_shape(t, libjvm, names, 4, &shape);
    for (uint64_t at = shape.start; error == 0; at += shape.stride) {
        uint8_t entry[STRIDE_MAX];
        error = target_read(t, at, entry, (size_t)shape.stride);
        if (error != 0 || value_at(entry, shape.at[0]) == 0) {
            break;
        }
        error = grow((void **)items, *count, sizeof **items);
        if (error != 0) {
            break;
        }
        struct vm_number *number = &(*items)[*count];
        uint64_t value = value_at(entry, shape.at[1]);
        number->value = narrow ? (uint64_t)(int64_t)(int32_t)value : value;
        error = store_name(tables, t, value_at(entry, shape.at[0]), &number->name);
        *count += error == 0;
    }
    return error;
}

int vm_tables_load(struct vm_tables *tables, struct target *t, const struct elf_symbols *libjvm) {
    static const char *const types[4] = {
        "gHotSpotVMTypes",
        "gHotSpotVMTypeEntryArrayStride",
        "gHotSpotVMTypeEntryTypeNameOffset",
        "gHotSpotVMTypeEntrySizeOffset",
    };
    static const char *const ints[4] = {
        "gHotSpotVMIntConstants",
        "gHotSpotVMIntConstantEntryArrayStride",
        "gHotSpotVMIntConstantEntryNameOffset",
        "gHotSpotVMIntConstantEntryValueOffset",
    };
    memset(tables, 0, sizeof *tables);
    int error = load_fields(tables, t, libjvm);
    if (error == 0) {
        error = load_numbers(tables, t, libjvm, types, false, &tables->types, &tables->type_count);
    }
    if (error == 0) {
        error = load_numbers(tables, t, libjvm, ints, true, &tables->ints, &tables->int_count);
    }
    if (error != 0) {
        vm_tables_free(tables);
    }
    return error;
}

void vm_tables_free(struct vm_tables *tables) {
    free(tables->fields);
    free(tables->types);
    free(tables->ints);
    free(tables->names);
    memset(tables, 0, sizeof *tables);
}

const struct vm_field *vm_find_field(const struct vm_tables *tables, const char *type,
                                     const char *name) {
    for (size_t i = 0; i < tables->field_count; i++) {
        const struct vm_field *field = &tables->fields[i];
        if (strcmp(tables->names + field->name, name) == 0 &&
            strcmp(tables->names + field->type, type) == 0) {
            return field;
        }
    }
    return NULL;
}

static const struct vm_number *find(const struct vm_tables *tables, const struct vm_number *items,
                                    size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tables->names + items[i].name, name) == 0) {
            return &items[i];
        }
    }
    return NULL;
}

const struct vm_number *vm_find_type(const struct vm_tables *tables, const char *name) {
    return find(tables, tables->types, tables->type_count, name);
}

const struct vm_number *vm_find_int(const struct vm_tables *tables, const char *name) {
    return find(tables, tables->ints, tables->int_count, name);
}
