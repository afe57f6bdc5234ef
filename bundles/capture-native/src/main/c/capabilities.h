// SPDX-License-Identifier: Apache-2.0
// The capabilities of this process, as masks of their numbers.
#ifndef PORTHOLE_CAPABILITIES_H
#define PORTHOLE_CAPABILITIES_H

#include <linux/capability.h>
#include <stdint.h>

#define CAPABILITY_SYS_PTRACE (UINT64_C(1) << CAP_SYS_PTRACE)

// Sets the permitted and the effective capabilities, and empties the inheritable and ambient ones.
// Returns 0 or -errno.
int capabilities_set(uint64_t permitted, uint64_t effective);
int capabilities_get(uint64_t *permitted, uint64_t *effective);

#endif
