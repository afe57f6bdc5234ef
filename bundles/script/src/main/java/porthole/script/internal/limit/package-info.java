// SPDX-License-Identifier: Apache-2.0
/** What a script may take, and its end when that is too much. */
@NullMarked
package porthole.script.internal.limit;

import org.jspecify.annotations.NullMarked;
