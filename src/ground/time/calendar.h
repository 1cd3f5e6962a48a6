// Arithmetic on days: weekdays, ISO weeks, months that run over, movable feasts.
//
// Units    days since 1970-01-01
// Source   ISO 8601 (weeks); Butcher's computus (western Easter), Meeus (eastern); the tabular Islamic
// calendar, type
//          IIc, civil epoch: within a day of the sighted one
#pragma once

#include <cstdint>

#include "base/time_set.h"

namespace bestand::timex {

using Day = int32_t;

int weekday(Day day);  // 1 = Monday
inline Day monday_of(Day day) { return day - (weekday(day) - 1); }
struct IsoWeek {
  int year, week;
};
IsoWeek iso_week(Day day);
Day iso_week_start(int year, int week);
int weeks_in(int year);

int days_in_month(int year, int month);
struct Month {
  int year, month;
};
Month add_months(Month from, int months);
Day first_of(Month m);
Day add_months(Day day, int months);  // the day is cut to the month's last

Day easter(int year);
Day orthodox_easter(int year);
Day from_hijri(int year, int month, int day);
int hijri_year(Day day);

}  // namespace bestand::timex
