// SPDX-License-Identifier: Apache-2.0
/** What works and what rests: one rule for the server and for tools that look from outside. */
@NullMarked
package porthole.lib.capture.condition;

import org.jspecify.annotations.NullMarked;
