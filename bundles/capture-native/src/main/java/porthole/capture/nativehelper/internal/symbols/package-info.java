// SPDX-License-Identifier: Apache-2.0
/** Names of functions in the files that native code was loaded from. */
@NullMarked
package porthole.capture.nativehelper.internal.symbols;

import org.jspecify.annotations.NullMarked;
