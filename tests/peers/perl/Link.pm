# A connection of Net::SMPP that never waits: the module reads and writes PDUs, this gives it octets that have come and keeps
# those that are to go.
package Link;

use strict;
use warnings;
use Errno qw(EAGAIN EINTR);
use Net::SMPP;

our @ISA = ('Net::SMPP');

# Reads what has come. False at the end of the connection.
sub fill {
    my ($self) = @_;
    my $count = CORE::sysread $self, my $octets, 65536;
    ${*$self}{inbox} .= $octets if $count;
    return $count || (!defined $count && ($! == EAGAIN || $! == EINTR));
}

# The next PDU that has come whole; nothing when there is none.
sub next_pdu {
    my ($self) = @_;
    ${*$self}{inbox} //= '';
    return if length ${*$self}{inbox} < 16;
    return if length ${*$self}{inbox} < unpack 'N', ${*$self}{inbox};
    return $self->read_pdu;
}

# The module's own reading, from what has come.
sub read_hard {
    my ($self, $length, $into) = @_;
    $$into .= substr ${*$self}{inbox}, 0, $length, '';
    return 1;
}

# The module's own writing, to what is to go.
sub syswrite {
    my ($self, $octets) = @_;
    ${*$self}{outbox} .= $octets;
    return length $octets;
}

sub has_output { return length(${ *{ $_[0] } }{outbox} // '') }

# Writes what the connection takes. False when it is broken.
sub flush_output {
    my ($self) = @_;
    return 1 unless $self->has_output;
    local $SIG{PIPE} = 'IGNORE';
    my $count = CORE::syswrite $self, ${*$self}{outbox};
    return $! == EAGAIN || $! == EINTR unless defined $count;
    substr ${*$self}{outbox}, 0, $count, '';
    return 1;
}

1;
