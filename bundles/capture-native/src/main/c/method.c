// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "method.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "nmethod.h"

#define FIRST_CAPACITY 1024u
#define JVM_ACC_NATIVE 0x0100u
#define HAS_LINES 0x0001u
#define SYMBOL_MAX 4096u
#define LINE_ENTRIES_MAX 65536u

int methods_init(struct methods *methods, const struct jvm *jvm) {
    memset(methods, 0, sizeof *methods);
    methods->jvm = jvm;
    methods->slots = calloc(FIRST_CAPACITY, sizeof *methods->slots);
    methods->capacity = FIRST_CAPACITY;
    return methods->slots == NULL ? -ENOMEM : 0;
}

static void method_free(struct method *m) {
    free(m->class_name);
    free(m->name);
    free(m->source);
    free(m);
}

void methods_free(struct methods *methods) {
    for (size_t i = 0; methods->slots != NULL && i < methods->capacity; i++) {
        if (methods->slots[i] != NULL) {
            method_free(methods->slots[i]);
        }
    }
    free(methods->slots);
    memset(methods, 0, sizeof *methods);
}

static bool pointer_like(uint64_t addr) {
    return addr > TARGET_PAGE_SIZE && addr % 8 == 0 && addr < UINT64_C(1) << 47;
}

// A copy of a Symbol's text, or NULL. Control characters are in no name.
static char *read_symbol(const struct jvm *jvm, uint64_t symbol) {
    uint16_t length;
    if (!pointer_like(symbol) ||
        target_read_u16(jvm->target, symbol + jvm->layout.symbol_length, &length) != 0 ||
        length > SYMBOL_MAX) {
        return NULL;
    }
    char *text = malloc((size_t)length + 1);
    if (text == NULL) {
        return NULL;
    }
    if (target_read(jvm->target, symbol + jvm->layout.symbol_body, text, length) != 0) {
        free(text);
        return NULL;
    }
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < ' ') {
            free(text);
            return NULL;
        }
    }
    text[length] = '\0';
    return text;
}

static char *pool_symbol(const struct jvm *jvm, uint64_t pool, uint16_t index) {
    uint64_t symbol;
    uint32_t length;
    if (index == 0 ||
        target_read_u32(jvm->target, pool + jvm->layout.pool_length, &length) != 0 ||
        index >= length ||
        target_read_u64(jvm->target, pool + jvm->layout.pool_size + (uint64_t)index * 8,
                        &symbol) != 0) {
        return NULL;
    }
    return read_symbol(jvm, symbol);
}

// From the internal form to the one that Class.getName has: dots, and a slash before the address of
// a hidden class.
static void externalize(char *name) {
    char *plus = strrchr(name, '+');
    bool hidden = plus != NULL && plus[1] == '0' && plus[2] == 'x';
    for (char *c = name; *c != '\0'; c++) {
        if (*c == '/') {
            *c = '.';
        }
    }
    if (hidden) {
        *plus = '/';
    }
}

static char *class_name(const struct jvm *jvm, uint64_t pool) {
    uint64_t holder, symbol;
    if (target_read_u64(jvm->target, pool + jvm->layout.pool_holder, &holder) != 0 ||
        !pointer_like(holder) ||
        target_read_u64(jvm->target, holder + jvm->layout.klass_name, &symbol) != 0) {
        return NULL;
    }
    char *name = read_symbol(jvm, symbol);
    if (name != NULL) {
        externalize(name);
    }
    return name;
}

static char *source_file(const struct jvm *jvm, uint64_t pool) {
    uint16_t index;
    char *name = NULL;
    if (jvm->layout.pool_source_file != ABSENT &&
        target_read_u16(jvm->target, pool + jvm->layout.pool_source_file, &index) == 0) {
        name = pool_symbol(jvm, pool, index);
    }
    return name != NULL ? name : strdup("");
}

// Where the bytecodes and the line table lie. Returns 0 or -errno.
static int read_code(const struct jvm *jvm, uint64_t cm, struct method *m) {
    const struct vm_layout *l = &jvm->layout;
    uint16_t code_size, flags;
    uint32_t words;
    int error = target_read_u16(jvm->target, cm + l->const_code_size, &code_size);
    if (error == 0) {
        error = target_read_u16(jvm->target, cm + l->const_flags, &flags);
    }
    if (error == 0) {
        error = target_read_u32(jvm->target, cm + l->const_total_size, &words);
    }
    if (error != 0) {
        return error;
    }
    m->code = cm + l->const_size;
    m->code_size = code_size;
    m->end = cm + (uint64_t)words * 8;
    if (words > (1u << 20) || m->end < m->code + code_size) {
        return -EINVAL;
    }
    m->lines = (flags & HAS_LINES) != 0 ? m->code + code_size : 0;
    return 0;
}

static int read_method(const struct jvm *jvm, struct method *m) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t cm, pool;
    uint16_t flags, name;
    if (!pointer_like(m->addr)) {
        return -EINVAL;
    }
    int error = target_read_u64(jvm->target, m->addr + l->method_const, &cm);
    if (error == 0 && !pointer_like(cm)) {
        error = -EINVAL;
    }
    if (error == 0) {
        error = target_read_u16(jvm->target, m->addr + l->method_access_flags, &flags);
    }
    if (error == 0) {
        error = target_read_u64(jvm->target, cm + l->const_pool, &pool);
    }
    if (error == 0 && !pointer_like(pool)) {
        error = -EINVAL;
    }
    if (error == 0) {
        error = target_read_u16(jvm->target, cm + l->const_name, &name);
    }
    if (error == 0) {
        error = read_code(jvm, cm, m);
    }
    if (error != 0) {
        return error;
    }
    m->native = (flags & JVM_ACC_NATIVE) != 0;
    m->name = pool_symbol(jvm, pool, name);
    m->class_name = m->name != NULL ? class_name(jvm, pool) : NULL;
    m->source = m->class_name != NULL ? source_file(jvm, pool) : NULL;
    return m->source != NULL ? 0 : -EINVAL;
}

static size_t slot_of(const struct methods *methods, uint64_t addr) {
    size_t i = (size_t)((addr >> 3) * UINT64_C(0x9E3779B97F4A7C15) >> 32) % methods->capacity;
    while (methods->slots[i] != NULL && methods->slots[i]->addr != addr) {
        i = (i + 1) % methods->capacity;
    }
    return i;
}

static int grow(struct methods *methods) {
    struct methods larger = *methods;
    if (methods->count * 2 < methods->capacity) {
        return 0;
    }
    larger.capacity = methods->capacity * 2;
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return -ENOMEM;
    }
    for (size_t i = 0; i < methods->capacity; i++) {
        if (methods->slots[i] != NULL) {
            larger.slots[slot_of(&larger, methods->slots[i]->addr)] = methods->slots[i];
        }
    }
    free(methods->slots);
    *methods = larger;
    return 0;
}

const struct method *method_at(struct methods *methods, uint64_t addr) {
    size_t slot = slot_of(methods, addr);
    struct method *m = methods->slots[slot];
    if (m != NULL) {
        return m->valid ? m : NULL;
    }
    if (methods->count >= METHODS_MAX || grow(methods) != 0) {
        return NULL;
    }
    m = calloc(1, sizeof *m);
    if (m == NULL) {
        return NULL;
    }
    m->addr = addr;
    m->valid = read_method(methods->jvm, m) == 0;
    methods->slots[slot_of(methods, addr)] = m;
    methods->count++;
    return m->valid ? m : NULL;
}

int32_t method_bci(const struct method *method, uint64_t bcp) {
    if (bcp < method->code || bcp - method->code >= method->code_size) {
        return -1;
    }
    return (int32_t)(bcp - method->code);
}

static int signed_number(const struct jvm *jvm, uint64_t *at, uint64_t end, int64_t *value) {
    uint32_t u;
    int error = unsigned5(jvm->target, jvm->layout.unsigned5_base, at, end, &u);
    *value = error == 0 ? (int64_t)(u >> 1) ^ -(int64_t)(u & 1) : 0;
    return error;
}

// Reads the next pair of the table: each byte holds 5 bits of bytecodes and 3 bits of lines more;
// 0xff says that two whole numbers follow; 0 ends the table. Returns 0, -ENOENT at its end.
static int next_pair(const struct jvm *jvm, uint64_t *at, uint64_t end, int64_t *bci,
                     int64_t *line) {
    uint8_t byte;
    if (*at >= end || target_read_u8(jvm->target, *at, &byte) != 0 || byte == 0) {
        return -ENOENT;
    }
    (*at)++;
    if (byte != 0xff) {
        *bci += byte >> 3;
        *line += byte & 7;
        return 0;
    }
    int64_t bcis, lines;
    if (signed_number(jvm, at, end, &bcis) != 0 || signed_number(jvm, at, end, &lines) != 0) {
        return -ENOENT;
    }
    *bci += bcis;
    *line += lines;
    return 0;
}

int32_t method_line(const struct methods *methods, const struct method *method, int32_t bci) {
    int64_t at_bci = 0, at_line = 0, best_bci = 0, best_line = 0;
    uint64_t at = method->lines;
    if (method->native) {
        return -2;
    }
    if (at == 0 || bci < 0) {
        return 0;
    }
    for (unsigned int i = 0; i < LINE_ENTRIES_MAX; i++) {
        if (next_pair(methods->jvm, &at, method->end, &at_bci, &at_line) != 0) {
            break;
        }
        if (at_bci == bci) {
            best_line = at_line;
            break;
        }
        if (at_bci < bci && at_bci >= best_bci) {
            best_bci = at_bci;
            best_line = at_line;
        }
    }
    return best_line > 0 && best_line <= UINT16_MAX ? (int32_t)best_line : 0;
}
