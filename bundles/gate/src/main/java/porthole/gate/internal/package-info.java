// SPDX-License-Identifier: Apache-2.0
/**
 * What every request passes first: it checks who asks, and keeps requests waiting while the servlet
 * behind their route is being replaced. Sub-packages: {@code access} decides who may pass, {@code
 * route} knows which routes there are, {@code jetty} is the only one that touches the container.
 */
@NullMarked
package porthole.gate.internal;

import org.jspecify.annotations.NullMarked;
