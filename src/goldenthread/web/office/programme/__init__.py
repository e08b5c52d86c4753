"""The programme: courses, trainers, events, bookings, the register, money and figures."""
