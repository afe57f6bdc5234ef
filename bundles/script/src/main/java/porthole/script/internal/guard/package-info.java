// SPDX-License-Identifier: Apache-2.0
/** The functions that every script finds, none of which takes long or much unseen. */
@NullMarked
package porthole.script.internal.guard;

import org.jspecify.annotations.NullMarked;
