// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "capabilities.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct __user_cap_header_struct self(void) {
    return (struct __user_cap_header_struct){.version = _LINUX_CAPABILITY_VERSION_3};
}

int capabilities_set(uint64_t permitted, uint64_t effective) {
    struct __user_cap_header_struct header = self();
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {
        {.permitted = (uint32_t)permitted, .effective = (uint32_t)effective},
        {.permitted = (uint32_t)(permitted >> 32), .effective = (uint32_t)(effective >> 32)}};
    if (syscall(SYS_capset, &header, data) != 0) {
        return -errno;
    }
    // Where the kernel knows no ambient ones (before 4.3) there is nothing to empty.
    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    return 0;
}

int capabilities_get(uint64_t *permitted, uint64_t *effective) {
    struct __user_cap_header_struct header = self();
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
    if (syscall(SYS_capget, &header, data) != 0) {
        return -errno;
    }
    *permitted = data[0].permitted | (uint64_t)data[1].permitted << 32;
    *effective = data[0].effective | (uint64_t)data[1].effective << 32;
    return 0;
}
