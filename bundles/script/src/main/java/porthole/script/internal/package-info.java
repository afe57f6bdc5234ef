// SPDX-License-Identifier: Apache-2.0
/** The engine as a service. */
@NullMarked
package porthole.script.internal;

import org.jspecify.annotations.NullMarked;
