// What the words of one time expression say, before any date is known: a bag of small fields.
//
// "donderdagavond 23.00 Nederlandse tijd" is {dow 4, part EV, hour 23, minute 0, zone Europe/Amsterdam}; two
// bags that do not contradict each other add up, so that a grammar rule only has to say which pieces may
// stand together.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace bestand::timex {

enum class Field : uint8_t {
  form,  // Form; absent = a point in the calendar
  year,
  month,
  day,
  dow,
  week,
  season,
  quarter,
  half,
  decade,
  century,
  holiday,
  weekend,
  short_year,  // "96": century to be found
  day2,        // last day of "5-6 June"
  part,
  hour,
  minute,
  second,
  meridiem,
  zone,    // clock and parts of the day
  offset,  // days from the document's day: yesterday = -1
  rel,
  strict,
  unit,  // last, this, next (-1 0 1); that one and no nearer; Unit
  count,
  vague,
  ord,  // count is in hundredths; vague: "some"
  mod,
  about,  // Mod; about: a clock time or duration that is only near
  ref,    // Ref
  every,  // a SET
  span,   // with rel and unit: the stretch that ends or begins now
  dur_c,
  dur_de,
  dur_y,
  dur_q,
  dur_m,
  dur_w,
  dur_we,
  dur_d,
  dur_h,
  dur_mi,
  dur_s,  // hundredths; kVague = some
  per,
  ending,   // a unit that has nearly gone by is the past one already: "afgelopen kwartaal" on 30 March
  swapped,  // day and month may stand the other way round: 05-02-2015
  kCount
};
constexpr int kFields = static_cast<int>(Field::kCount);
constexpr int kVague = -1;

enum class Form : uint8_t {
  kPoint,
  kAgo,
  kAhead,
  kLater,
  kEarlier,
  kDuration,
  kSet,
  kRef,
  kNth,
  kNightOf,
  kSame,
  kBlock,
  kWithin
};
enum class Unit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kWeekend,
  kMonth,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};
enum class Part : uint8_t {
  kMorning,
  kEarlyMorning,
  kSmallHours,
  kNoon,
  kAfternoon,
  kEvening,
  kLateEvening,
  kNight,
  kMidnight,
  kDay,
  kLateNight,
  kDawn,
  kLunch
};
enum class Mod : uint8_t {
  kNone,
  kStart,
  kMid,
  kEnd,
  kApprox,
  kLess,
  kMore,
  kAtLeast,
  kAtMost,
  kEarly,
  kLate,
  kSoFar,
  kRest
};
enum class Ref : uint8_t { kPresent, kPast, kFuture };

// A matcher copies them at every step, so what was never set is neither cleared nor copied.
class Spec {
 public:
  Spec() {}
  Spec(const Spec& other) : mask_(other.mask_) { take(other); }
  Spec& operator=(const Spec& other) {
    mask_ = other.mask_;
    take(other);
    return *this;
  }

  bool has(Field f) const { return (mask_ >> static_cast<int>(f)) & 1; }
  int operator[](Field f) const { return has(f) ? values_[static_cast<size_t>(f)] : 0; }
  int get(Field f, int otherwise) const { return has(f) ? (*this)[f] : otherwise; }
  template <class E>
  E as(Field f) const {
    return static_cast<E>((*this)[f]);
  }
  bool is(Field f, int value) const { return has(f) && (*this)[f] == value; }
  template <class E>
  bool is(Field f, E value) const {
    return is(f, static_cast<int>(value));
  }

  void set(Field f, int value) {
    mask_ |= uint64_t{1} << static_cast<int>(f);
    values_[static_cast<size_t>(f)] = value;
  }
  void drop(Field f) { mask_ &= ~(uint64_t{1} << static_cast<int>(f)); }
  bool empty() const { return mask_ == 0; }

  bool agrees(const Spec& other) const {
    for (uint64_t both = mask_ & other.mask_; both != 0; both &= both - 1) {
      const auto f = static_cast<size_t>(std::countr_zero(both));
      if (values_[f] != other.values_[f]) return false;
    }
    return true;
  }
  void add(const Spec& other) {  // the other's fields win
    take(other);
    mask_ |= other.mask_;
  }

  Form form() const { return has(Field::form) ? as<Form>(Field::form) : Form::kPoint; }
  bool has_clock() const { return has(Field::hour); }
  bool has_duration() const;

 private:
  void take(const Spec& other) {
    for (uint64_t rest = other.mask_; rest != 0; rest &= rest - 1) {
      const auto f = static_cast<size_t>(std::countr_zero(rest));
      values_[f] = other.values_[f];
    }
  }

  uint64_t mask_ = 0;
  std::array<int, kFields> values_;
};

// Names as the language tables have them; -1 if unknown.
int field_named(std::string_view name);
int value_named(Field field, std::string_view name);

}  // namespace bestand::timex
