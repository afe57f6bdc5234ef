// SPDX-License-Identifier: Apache-2.0
/** Publishes the activity board and what reads it as services. */
@NullMarked
package porthole.introspection.internal;

import org.jspecify.annotations.NullMarked;
