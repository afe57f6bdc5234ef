// SPDX-License-Identifier: Apache-2.0
/** Values on their way into a script and out of it. */
@NullMarked
package porthole.script.internal.value;

import org.jspecify.annotations.NullMarked;
