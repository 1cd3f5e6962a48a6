// The day's report as the page links it: what `bestand report` prints, of the same moment and way of asking.
#include "show/http/lists.h"
#include "show/report_page.h"

namespace bestand::http {

Response report(Context& c) {
  ReportOptions options;
  options.as_of = c.filter.as_of;
  options.since = c.asked->take("since");
  auto words = InterfaceWords::load(std::string(c.around.data_root), c.asked->take("lang"));
  if (!words) return problem(words.error());
  if (auto left = c.asked->nothing_left(); !left) return problem(left.error());
  std::shared_ptr<const Snapshot> before;
  if (!options.since.empty()) {
    if (!parse_edtf(options.since)) return problem(400, "no date: " + options.since);
    Filter then = c.filter;
    then.as_of = options.since;
    auto found = c.views->get(then);
    if (!found) return problem(found.error());
    before = *found;
  }
  Response r = answer(report_page(c.now.view, before ? &before->view : nullptr, c.around.outlines, options, *words), "text/html; charset=utf-8");
  r.fields.emplace_back("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return r;
}

}  // namespace bestand::http
