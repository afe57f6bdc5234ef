// SPDX-License-Identifier: Apache-2.0
/** Compiles scripts and runs them within their limits. */
@NullMarked
package porthole.script.internal.run;

import org.jspecify.annotations.NullMarked;
