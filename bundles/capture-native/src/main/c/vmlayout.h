// SPDX-License-Identifier: Apache-2.0
// Where the values lie that a walk needs, as HotSpot's tables have it, and the differences between
// its versions.
#ifndef PORTHOLE_VMLAYOUT_H
#define PORTHOLE_VMLAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "vmtables.h"

#define ABSENT UINT64_MAX

// Offsets in bytes, ABSENT when this version has no such field; addresses of static fields; sizes.
struct vm_layout {
    uint64_t java_thread_list; // static: ThreadsList*
    uint64_t threads_length;
    uint64_t threads_array;
    uint64_t thread_anchor;
    uint64_t thread_state;
    uint64_t thread_osthread;
    uint64_t thread_stack_base;
    uint64_t thread_stack_size;
    uint64_t thread_cont_entry;
    uint64_t thread_monitor_owner_id;
    uint64_t osthread_id;
    uint64_t anchor_sp;
    uint64_t anchor_pc;
    uint64_t anchor_fp;

    uint64_t heaps; // static: GrowableArray<CodeHeap*>*
    uint64_t array_length;
    uint64_t array_data;
    uint64_t heap_memory;
    uint64_t heap_segmap;
    uint64_t heap_log2_segment;
    uint64_t space_low;
    uint64_t space_high;
    uint64_t block_size;
    uint64_t block_used;

    uint64_t blob_name;
    uint64_t blob_blob_size;
    uint64_t blob_frame_size;
    uint64_t blob_frame_complete;
    uint64_t blob_code_begin;  // a pointer (17, 21)
    uint64_t blob_code_offset; // from the blob (25)
    uint64_t blob_data_offset;
    uint64_t blob_mutable_data;
    uint64_t blob_relocation_size;

    uint64_t nm_method;
    uint64_t nm_scopes_data_begin;  // a pointer (17, 21)
    uint64_t nm_scopes_data_offset; // in the immutable data (25)
    uint64_t nm_scopes_pcs_offset;
    uint64_t nm_dependencies_offset;
    uint64_t nm_metadata_offset;
    uint64_t nm_immutable_data;
    uint64_t nm_immutable_size;
    uint64_t nm_deopt_begin;  // pointers (17, 21)
    uint64_t nm_deopt_mh_begin;
    uint64_t nm_deopt_offset; // from the blob (25)
    uint64_t nm_deopt_mh_offset;
    uint64_t nm_orig_pc_offset;
    uint64_t nm_comp_level;
    uint64_t nm_compile_id;
    uint64_t pcdesc_size;
    uint64_t pcdesc_pc;
    uint64_t pcdesc_scope;

    uint64_t interpreter_code; // static: StubQueue*
    uint64_t queue_buffer;
    uint64_t queue_limit;
    uint64_t call_stub_return; // static: address
    uint64_t wrapper_anchor;
    uint64_t cont_return_pc; // static: address

    uint64_t method_const;
    uint64_t method_access_flags;
    uint64_t const_size; // sizeof(ConstMethod): the bytecodes follow
    uint64_t const_pool;
    uint64_t const_total_size; // of one, in words
    uint64_t const_flags;
    uint64_t const_code_size;
    uint64_t const_name;
    uint64_t const_signature;
    uint64_t pool_size; // sizeof(ConstantPool): the entries follow
    uint64_t pool_holder;
    uint64_t pool_length;
    uint64_t pool_source_file;
    uint64_t klass_name;
    uint64_t symbol_length;
    uint64_t symbol_body;

    bool wide_complete;     // CodeBlob::_frame_complete_offset is an int (17, 21), not 16 bits
    uint8_t unsigned5_base; // 0 until JDK 19, 1 since 20
};

// Looks everything up. Returns 0, or -ENOENT with the name of a missing field that every known
// version has.
int vm_layout_load(struct vm_layout *layout, const struct vm_tables *tables, const char **missing);

#endif
