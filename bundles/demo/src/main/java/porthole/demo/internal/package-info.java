// SPDX-License-Identifier: Apache-2.0
/** Fills the database that a first start shows. */
@NullMarked
package porthole.demo.internal;

import org.jspecify.annotations.NullMarked;
