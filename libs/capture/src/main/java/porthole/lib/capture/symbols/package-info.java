// SPDX-License-Identifier: Apache-2.0
/** Names of functions in the files that native code was loaded from. */
@NullMarked
package porthole.lib.capture.symbols;

import org.jspecify.annotations.NullMarked;
