#include "read/reader.h"

#include "read/form/form.h"
#include "read/path_walk.h"

namespace bestand {

struct Reader::State {
  PathWalk walk;
  ReadContext context;
  std::unique_ptr<Form> form;

  // Opens the next path. Gives an item only for one that cannot be read at all; false when there is none left.
  std::optional<Item> open_next(bool* more) {
    std::optional<Result<std::string>> path = walk.next();
    *more = path.has_value();
    if (!path) return std::nullopt;
    if (!*path) return std::move(*path).error();
    Result<ByteSource> source = ByteSource::open(**path);
    if (!source) return std::move(source).error();
    auto opened = open_form(std::move(*source), &context);
    if (!opened) return std::move(opened).error();
    form = std::move(*opened);
    return std::nullopt;
  }
};

Reader::Reader(std::vector<std::string> paths, ReadOptions options)
    : state_(std::make_unique<State>(State{PathWalk(std::move(paths)), ReadContext{std::move(options), {}, 0}, nullptr})) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

uint64_t Reader::bytes_read() const {
  return state_->context.bytes_done + (state_->form ? state_->form->source().taken() : 0);
}
uint64_t Reader::file_bytes_read() const { return state_->form ? state_->form->source().raw_read() : 0; }
uint64_t Reader::file_size() const { return state_->form ? state_->form->source().raw_size() : 0; }
const Tally& Reader::passed_over() const { return state_->context.passed_over; }

std::optional<Item> Reader::next() {
  State& state = *state_;
  for (;;) {
    if (state.form) {
      if (auto item = state.form->next()) return item;
      state.context.bytes_done += state.form->source().taken();
      state.form.reset();
    }
    bool more = false;
    if (auto item = state.open_next(&more)) return item;
    if (!more) return std::nullopt;
  }
}

}  // namespace bestand
