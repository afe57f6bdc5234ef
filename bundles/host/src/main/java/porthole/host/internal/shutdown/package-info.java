// SPDX-License-Identifier: Apache-2.0
/** The shutdown: its phases, its budget, and what it says of itself. */
@NullMarked
package porthole.host.internal.shutdown;

import org.jspecify.annotations.NullMarked;
