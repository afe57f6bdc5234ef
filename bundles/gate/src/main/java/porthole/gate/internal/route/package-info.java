// SPDX-License-Identifier: Apache-2.0
/** Which routes there are, and the place where requests wait for one that is away. */
@NullMarked
package porthole.gate.internal.route;

import org.jspecify.annotations.NullMarked;
