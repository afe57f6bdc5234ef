// SPDX-License-Identifier: Apache-2.0
/** The stack-trace route: a capture as JSON in RavenDB's shape, with what we add. */
@NullMarked
package porthole.admin.internal.stacks;

import org.jspecify.annotations.NullMarked;
