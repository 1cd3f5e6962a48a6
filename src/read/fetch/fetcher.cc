// libcurl's multi interface moves the bytes; bodies are decoded here, by what also reads archives, so that a body that is
// not what its header says is borne in both.
#include "read/fetch/fetcher.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <mutex>

#include "base/ascii.h"
#include "read/archive/http_message.h"
#include "read/url.h"

namespace bestand {
namespace {

struct Transfer {
  int64_t ticket = 0;
  CURL* easy = nullptr;
  curl_slist* fields = nullptr;
  const FetchOptions* options = nullptr;
  FetchReply reply;
  std::string coding, location;
  bool too_large = false, refused = false;
  char words[CURL_ERROR_SIZE] = "";

  ~Transfer() {
    curl_slist_free_all(fields);
    curl_easy_cleanup(easy);
  }
};

size_t on_body(char* bytes, size_t, size_t n, void* closure) {
  auto* t = static_cast<Transfer*>(closure);
  if (t->reply.body.size() + n > t->options->max_bytes) {
    t->too_large = true;
    return 0;
  }
  t->reply.body.append(bytes, n);
  return n;
}

size_t on_field(char* bytes, size_t, size_t n, void* closure) {
  auto* t = static_cast<Transfer*>(closure);
  const std::string_view line(bytes, n);
  FetchReply& r = t->reply;
  if (line.starts_with("HTTP/")) {  // each redirect brings fields of its own
    r.content_type = r.charset = r.etag = r.modified = r.retry_after = r.cache_control = t->coding = t->location = "";
    return n;
  }
  const size_t colon = line.find(':');
  if (colon == line.npos || n > 4096) return n;
  const std::string name = lower_ascii(trim_ascii(line.substr(0, colon)));
  const std::string value(trim_ascii(line.substr(colon + 1)));
  if (name == "content-type") split_content_type(value, &r.content_type, &r.charset);
  if (name == "content-encoding") t->coding = lower_ascii(value);
  if (name == "location") t->location = value;
  if (name == "etag") r.etag = value;
  if (name == "last-modified") r.modified = value;
  if (name == "retry-after") r.retry_after = value;
  if (name == "cache-control") r.cache_control = lower_ascii(value);
  return n;
}

// The address is what the socket will be connected to, so a name that resolves differently now is of no use.
curl_socket_t on_socket(void* closure, curlsocktype, curl_sockaddr* address) {
  auto* t = static_cast<Transfer*>(closure);
  if (!may_reach(&address->addr, t->options->networks)) {
    t->refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Error trouble_of(const Transfer& t, CURLcode code) {
  const FetchOptions& o = *t.options;
  auto error = [&](Code c, std::string message) { return Error{c, std::move(message), t.reply.url, "", -1}; };
  if (t.too_large || code == CURLE_FILESIZE_EXCEEDED) return error(Code::kTooLarge, "is over the limit of " + std::to_string(o.max_bytes) + " bytes");
  if (t.refused) return error(Code::kRefused, "leads to an address that is not of the open internet");
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) return error(Code::kRefused, "is no address of the web, or leads to none");
  if (code == CURLE_TOO_MANY_REDIRECTS) return error(Code::kRefused, "leads on more than " + std::to_string(o.max_redirects) + " times");
  if (code == CURLE_OPERATION_TIMEDOUT) return error(Code::kOverTime, std::string("took too long: ") + (t.words[0] ? t.words : curl_easy_strerror(code)));
  return error(Code::kUnreadable, std::string("cannot be fetched: ") + (t.words[0] ? t.words : curl_easy_strerror(code)));
}

void finish(Transfer* t, CURLcode code) {
  long status = 0;
  const char* url = nullptr;
  curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
  FetchReply& r = t->reply;
  r.status = static_cast<int>(status);
  if (url != nullptr) r.url = url;
  if (code == CURLE_OK && status / 100 == 3 && status != 304 && !t->location.empty()) r.leads_to = resolve_url(r.url, t->location);
  if (code != CURLE_OK) {
    r.trouble = trouble_of(*t, code);
    r.cut = status == 200 && !r.body.empty() && (code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR || code == CURLE_HTTP2_STREAM);
  }
  if (r.trouble && !r.cut) return;
  auto plain = decode_body(std::move(r.body), t->coding, t->options->max_bytes);
  r.body.clear();
  if (plain) {
    r.body = std::move(*plain);
  } else {
    r.trouble = plain.error();
    r.trouble->file = r.url;
    r.cut = false;
  }
}

}  // namespace

struct Fetcher::State {
  FetchOptions options;
  CURLM* multi = nullptr;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers;

  ~State() {
    for (auto& [easy, t] : transfers) curl_multi_remove_handle(multi, easy);
    transfers.clear();
    curl_multi_cleanup(multi);
  }
};

Fetcher::Fetcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Fetcher::~Fetcher() = default;

size_t Fetcher::under_way() const { return state_->transfers.size(); }

Result<std::unique_ptr<Fetcher>> Fetcher::create(FetchOptions options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  auto state = std::make_unique<State>();
  state->options = std::move(options);
  state->multi = curl_multi_init();
  if (state->multi == nullptr) return Error{Code::kUnreadable, "libcurl cannot be used", "", "", -1};
  // A few connections are kept open, so that a site is not greeted anew for each page.
  curl_multi_setopt(state->multi, CURLMOPT_MAXCONNECTS, 32L);
  return std::unique_ptr<Fetcher>(new Fetcher(std::move(state)));
}

void Fetcher::start(int64_t ticket, const FetchRequest& request) {
  auto t = std::make_unique<Transfer>();
  const FetchOptions& o = state_->options;
  t->ticket = ticket;
  t->options = &o;
  t->reply.url = request.url;
  t->fields = curl_slist_append(t->fields, "Accept-Encoding: gzip, deflate");
  t->fields = curl_slist_append(t->fields, "Accept: text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5");
  if (!request.etag.empty()) t->fields = curl_slist_append(t->fields, ("If-None-Match: " + request.etag).c_str());
  if (!request.modified.empty()) t->fields = curl_slist_append(t->fields, ("If-Modified-Since: " + request.modified).c_str());
  CURL* easy = t->easy = curl_easy_init();
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_USERAGENT, o.user_agent.c_str());
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->fields);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, request.follow ? 1L : 0L);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, o.max_redirects);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(o.timeout_ms));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(o.connect_ms, o.timeout_ms)));
  curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(o.max_bytes));
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // behind a proxy the address of a connection would say nothing
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->words);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, t.get());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_field);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, t.get());
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t.get());
  curl_multi_add_handle(state_->multi, easy);
  state_->transfers.emplace(easy, std::move(t));
}

std::vector<std::pair<int64_t, FetchReply>> Fetcher::work(int wait_ms, int wake_fd) {
  std::vector<std::pair<int64_t, FetchReply>> out;
  int running = 0;
  curl_multi_perform(state_->multi, &running);
  if (running == static_cast<int>(state_->transfers.size())) {
    curl_waitfd wake{wake_fd, CURL_WAIT_POLLIN, 0};
    curl_multi_poll(state_->multi, wake_fd >= 0 ? &wake : nullptr, wake_fd >= 0 ? 1 : 0, wait_ms, nullptr);
    curl_multi_perform(state_->multi, &running);
  }
  int left = 0;
  while (CURLMsg* message = curl_multi_info_read(state_->multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    auto found = state_->transfers.find(message->easy_handle);
    if (found == state_->transfers.end()) continue;
    std::unique_ptr<Transfer> t = std::move(found->second);
    state_->transfers.erase(found);
    finish(t.get(), code);
    curl_multi_remove_handle(state_->multi, t->easy);
    out.emplace_back(t->ticket, std::move(t->reply));
  }
  return out;
}

std::optional<int64_t> retry_after_ms(const std::string& value, int64_t now_ms) {
  if (value.empty()) return std::nullopt;
  if (value.size() <= 9 && value.find_first_not_of("0123456789") == value.npos) return std::atoll(value.c_str()) * 1000;
  const time_t when = curl_getdate(value.c_str(), nullptr);
  if (when == -1) return std::nullopt;
  return std::max<int64_t>(0, static_cast<int64_t>(when) * 1000 - now_ms);
}

int64_t max_age_ms(const std::string& cache_control) {
  const size_t at = cache_control.find("max-age=");
  if (at == cache_control.npos) return 0;
  const std::string digits = cache_control.substr(at + 8, 9);
  return std::max(0LL, std::atoll(digits.c_str())) * 1000;
}

}  // namespace bestand
