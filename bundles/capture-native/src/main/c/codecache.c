// SPDX-License-Identifier: Apache-2.0
#include "codecache.h"

#include <errno.h>
#include <string.h>

#define HEAP_SIZE_MAX (UINT64_C(4) << 30)
#define FRAME_SIZE_MAX (1u << 20)
#define FREE_SEGMENT 0xff
#define HOPS_MAX (1u << 20)
#define BLOB_NAME_MAX 40u

static int load_heap(const struct jvm *jvm, uint64_t addr, struct code_heap *heap) {
    const struct vm_layout *l = &jvm->layout;
    struct target *t = jvm->target;
    uint64_t segmap_high;
    int error = target_read_u64(t, addr + l->heap_memory + l->space_low, &heap->low);
    if (error == 0) {
        error = target_read_u64(t, addr + l->heap_memory + l->space_high, &heap->high);
    }
    if (error == 0) {
        error = target_read_u64(t, addr + l->heap_segmap + l->space_low, &heap->segmap);
    }
    if (error == 0) {
        error = target_read_u64(t, addr + l->heap_segmap + l->space_high, &segmap_high);
    }
    if (error == 0) {
        error = target_read_u32(t, addr + l->heap_log2_segment, &heap->log2_segment);
    }
    if (error != 0) {
        return error;
    }
    if (heap->low == 0 || heap->high < heap->low || heap->high - heap->low > HEAP_SIZE_MAX ||
        heap->segmap == 0 || segmap_high < heap->segmap ||
        segmap_high - heap->segmap > HEAP_SIZE_MAX || heap->log2_segment < 3 ||
        heap->log2_segment > 16) {
        return -EINVAL;
    }
    heap->segmap_size = segmap_high - heap->segmap;
    return 0;
}

static int load_heaps(struct jvm *jvm) {
    const struct vm_layout *l = &jvm->layout;
    struct target *t = jvm->target;
    uint64_t array, data;
    uint32_t length;
    int error = target_read_u64(t, l->heaps, &array);
    if (error == 0) {
        error = target_read_u32(t, array + l->array_length, &length);
    }
    if (error == 0) {
        error = target_read_u64(t, array + l->array_data, &data);
    }
    if (error != 0) {
        return error;
    }
    if (length == 0 || length > CODE_HEAPS_MAX) {
        return -EINVAL;
    }
    for (uint32_t i = 0; i < length; i++) {
        uint64_t heap;
        error = target_read_u64(t, data + i * sizeof heap, &heap);
        if (error == 0) {
            error = load_heap(jvm, heap, &jvm->heaps[i]);
        }
        if (error != 0) {
            return error;
        }
    }
    jvm->heap_count = length;
    return 0;
}

static int load_interpreter(struct jvm *jvm) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t queue;
    uint32_t limit;
    int error = target_read_u64(jvm->target, l->interpreter_code, &queue);
    if (error == 0) {
        error = target_read_u64(jvm->target, queue + l->queue_buffer, &jvm->interpreter_low);
    }
    if (error == 0) {
        error = target_read_u32(jvm->target, queue + l->queue_limit, &limit);
    }
    if (error != 0) {
        return error;
    }
    if (!codecache_holds(jvm, jvm->interpreter_low)) {
        return -EINVAL;
    }
    jvm->interpreter_high = jvm->interpreter_low + limit;
    return 0;
}

int codecache_load(struct jvm *jvm) {
    int error = load_heaps(jvm);
    if (error == 0) {
        error = load_interpreter(jvm);
    }
    if (error == 0) {
        error = target_read_u64(jvm->target, jvm->layout.call_stub_return, &jvm->call_stub_return);
    }
    if (error == 0 && jvm->layout.cont_return_pc != ABSENT) {
        error = target_read_u64(jvm->target, jvm->layout.cont_return_pc, &jvm->cont_return_pc);
    }
    return error;
}

static const struct code_heap *heap_of(const struct jvm *jvm, uint64_t pc) {
    for (unsigned int i = 0; i < jvm->heap_count; i++) {
        if (pc >= jvm->heaps[i].low && pc < jvm->heaps[i].high) {
            return &jvm->heaps[i];
        }
    }
    return NULL;
}

bool codecache_holds(const struct jvm *jvm, uint64_t pc) {
    return heap_of(jvm, pc) != NULL;
}

// The segment map says for each segment how far back, at most, its block's first segment is.
static int find_block(const struct jvm *jvm, const struct code_heap *heap, uint64_t pc,
                      uint64_t *block) {
    uint64_t segment = (pc - heap->low) >> heap->log2_segment;
    for (unsigned int hops = 0; hops < HOPS_MAX && segment < heap->segmap_size; hops++) {
        uint8_t back;
        int error = target_read_u8(jvm->target, heap->segmap + segment, &back);
        if (error != 0) {
            return error;
        }
        if (back == FREE_SEGMENT || back > segment) {
            return -ENOENT;
        }
        if (back == 0) {
            *block = heap->low + (segment << heap->log2_segment);
            return 0;
        }
        segment -= back;
    }
    return -ENOENT;
}

static enum blob_kind kind_of(const struct jvm *jvm, const struct code_blob *blob,
                              const char *name) {
    if (strcmp(name, "nmethod") == 0 || strcmp(name, "native nmethod") == 0) {
        return BLOB_NMETHOD;
    }
    if (jvm->interpreter_low >= blob->addr && jvm->interpreter_low < blob->addr + blob->size) {
        return BLOB_INTERPRETER;
    }
    if (strstr(name, "ontinuation") != NULL) {
        return BLOB_CONT_BARRIER;
    }
    return blob->frame_size > 8 ? BLOB_FRAMED_STUB : BLOB_FRAMELESS_STUB;
}

static int read_code_begin(const struct jvm *jvm, struct code_blob *blob) {
    const struct vm_layout *l = &jvm->layout;
    uint32_t offset;
    if (l->blob_code_begin != ABSENT) {
        return target_read_u64(jvm->target, blob->addr + l->blob_code_begin, &blob->code_begin);
    }
    int error = target_read_u32(jvm->target, blob->addr + l->blob_code_offset, &offset);
    blob->code_begin = blob->addr + offset;
    return error;
}

static int read_frame(const struct jvm *jvm, struct code_blob *blob) {
    const struct vm_layout *l = &jvm->layout;
    uint32_t words, complete32 = 0;
    uint16_t complete16 = 0;
    int error = target_read_u32(jvm->target, blob->addr + l->blob_frame_size, &words);
    if (error == 0 && l->wide_complete) {
        error = target_read_u32(jvm->target, blob->addr + l->blob_frame_complete, &complete32);
    } else if (error == 0) {
        error = target_read_u16(jvm->target, blob->addr + l->blob_frame_complete, &complete16);
        complete32 = (uint32_t)(int32_t)(int16_t)complete16;
    }
    // Both are -1 where they mean nothing.
    blob->frame_size = words < FRAME_SIZE_MAX / 8 ? (uint64_t)words * 8 : 0;
    blob->frame_complete = (int32_t)complete32 > 0 ? complete32 : 0;
    return error;
}

static int read_blob(const struct jvm *jvm, struct code_blob *blob) {
    const struct vm_layout *l = &jvm->layout;
    uint64_t name_at;
    uint32_t size;
    char name[BLOB_NAME_MAX];
    int error = target_read_u32(jvm->target, blob->addr + l->blob_blob_size, &size);
    if (error == 0) {
        blob->size = size;
        error = read_code_begin(jvm, blob);
    }
    if (error == 0) {
        error = read_frame(jvm, blob);
    }
    if (error == 0) {
        error = target_read_u64(jvm->target, blob->addr + l->blob_name, &name_at);
    }
    if (error != 0) {
        return error;
    }
    if (target_read_string(jvm->target, name_at, name, sizeof name) < 0) {
        name[0] = '\0'; // a longer name is none that matters here
    }
    blob->kind = kind_of(jvm, blob, name);
    return 0;
}

int codecache_find(const struct jvm *jvm, uint64_t pc, struct code_blob *blob) {
    const struct code_heap *heap = heap_of(jvm, pc);
    uint64_t block;
    uint8_t used;
    memset(blob, 0, sizeof *blob);
    if (heap == NULL) {
        return -ENOENT;
    }
    int error = find_block(jvm, heap, pc, &block);
    if (error == 0) {
        error = target_read_u8(jvm->target, block + jvm->layout.block_used, &used);
    }
    if (error == 0 && used == 0) {
        error = -ENOENT;
    }
    if (error == 0) {
        blob->addr = block + jvm->layout.block_size;
        error = read_blob(jvm, blob);
    }
    if (error != 0) {
        return error;
    }
    bool inside = blob->size <= heap->high - blob->addr && blob->code_begin >= blob->addr &&
                  blob->code_begin - blob->addr <= blob->size && pc >= blob->addr &&
                  pc - blob->addr < blob->size;
    return inside ? 0 : -ENOENT;
}
